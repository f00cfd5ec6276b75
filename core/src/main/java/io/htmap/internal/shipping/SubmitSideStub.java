package io.htmap.internal.shipping;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what stands on a node for a class of the submit side: the same name, ancestors and public methods, but each
 * method refuses with a clear message. Only a static method that gives an instance gives an empty one, so that a class of
 * the user with such an instance in a static field can be initialised there.
 */
final class SubmitSideStub {
    private static final int PUBLIC = 0x0001;
    private static final int PRIVATE = 0x0002;
    private static final int STATIC = 0x0008;
    private static final int INTERFACE = 0x0200;
    private static final int ABSTRACT = 0x0400;

    private static final int NEW = 0xBB;
    private static final int DUP = 0x59;
    private static final int LDC_W = 0x13;
    private static final int INVOKESPECIAL = 0xB7;
    private static final int ALOAD_0 = 0x2A;
    private static final int ATHROW = 0xBF;
    private static final int ARETURN = 0xB0;
    private static final int RETURN = 0xB1;

    private static final String REFUSAL = "java/lang/UnsupportedOperationException";
    private static final int MAX_LOCALS = 255;

    private final ClassFile type;
    private final ByteArrayOutputStream constants = new ByteArrayOutputStream();
    private final DataOutputStream pool = new DataOutputStream(constants);
    private final Map<String, Integer> known = new HashMap<>();

    private SubmitSideStub(ClassFile type) {
        this.type = type;
    }

    static byte[] of(ClassFile type) throws IOException {
        return new SubmitSideStub(type).toBytes();
    }

    private byte[] toBytes() throws IOException {
        byte[] body = body();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(ClassFile.MAGIC);
        out.writeInt(type.major());
        out.writeShort(known.size() + 1);
        constants.writeTo(out);
        out.write(body);
        return bytes.toByteArray();
    }

    /** What follows the constants; writing it collects them. */
    private byte[] body() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        List<String> supertypes = type.supertypes();
        out.writeShort(type.access());
        out.writeShort(classNamed(type.name()));
        out.writeShort(classNamed(supertypes.get(0)));
        out.writeShort(supertypes.size() - 1);
        for (String each : supertypes.subList(1, supertypes.size())) {
            out.writeShort(classNamed(each));
        }
        out.writeShort(0);
        writeMethods(out);
        out.writeShort(0);
        return bytes.toByteArray();
    }

    private void writeMethods(DataOutputStream out) throws IOException {
        if ((type.access() & INTERFACE) != 0) {
            // nobody on a node implements or calls one
            out.writeShort(0);
            return;
        }
        List<ClassFile.MethodCode> methods = type.methods().stream()
                .filter(method ->
                        (method.access() & PUBLIC) != 0 && !method.name().startsWith("<"))
                .toList();
        out.writeShort(methods.size() + 1);
        writeMethod(out, PRIVATE, "<init>", "()V", emptyConstructor());
        for (ClassFile.MethodCode method : methods) {
            writeMethod(out, method.access() & ~ABSTRACT, method.name(), method.descriptor(), codeOf(method));
        }
    }

    private byte[] codeOf(ClassFile.MethodCode method) throws IOException {
        boolean givesInstance =
                (method.access() & STATIC) != 0 && method.descriptor().endsWith(")L" + type.name() + ";");
        return givesInstance ? newInstance() : refusal(method.name());
    }

    private void writeMethod(DataOutputStream out, int access, String name, String descriptor, byte[] code)
            throws IOException {
        out.writeShort(access);
        out.writeShort(text(name));
        out.writeShort(text(descriptor));
        out.writeShort(1);
        out.writeShort(text("Code"));
        out.writeInt(code.length + 12);
        // a refusal needs three places on the stack, the arguments at most as many variables as a method can have
        out.writeShort(3);
        out.writeShort(MAX_LOCALS);
        out.writeInt(code.length);
        out.write(code);
        out.writeInt(0);
    }

    private byte[] emptyConstructor() throws IOException {
        Code code = new Code();
        code.write(ALOAD_0);
        code.write(INVOKESPECIAL, constructor(type.supertypes().get(0), "()V"));
        code.write(RETURN);
        return code.bytes();
    }

    private byte[] newInstance() throws IOException {
        Code code = new Code();
        code.write(NEW, classNamed(type.name()));
        code.write(DUP);
        code.write(INVOKESPECIAL, constructor(type.name(), "()V"));
        code.write(ARETURN);
        return code.bytes();
    }

    private byte[] refusal(String method) throws IOException {
        String message =
                type.name().replace('/', '.') + "." + method + " cannot be called on an execute node: a function"
                        + " cannot make or read maps; call it in main, not in the function nor in a static field of its class";
        Code code = new Code();
        code.write(NEW, classNamed(REFUSAL));
        code.write(DUP);
        code.write(LDC_W, constant(ConstantPool.STRING, text(message)));
        code.write(INVOKESPECIAL, constructor(REFUSAL, "(Ljava/lang/String;)V"));
        code.write(ATHROW);
        return code.bytes();
    }

    private int text(String text) throws IOException {
        Integer index = known.get("text " + text);
        if (index == null) {
            pool.writeByte(ConstantPool.UTF8);
            pool.writeUTF(text);
            index = add("text " + text);
        }
        return index;
    }

    private int classNamed(String name) throws IOException {
        return constant(ConstantPool.CLASS, text(name));
    }

    private int constructor(String owner, String descriptor) throws IOException {
        int nameAndType = constant(ConstantPool.NAME_AND_TYPE, text("<init>"), text(descriptor));
        return constant(ConstantPool.METHOD, classNamed(owner), nameAndType);
    }

    private int constant(int tag, int... parts) throws IOException {
        String key = tag + " " + java.util.Arrays.toString(parts);
        Integer index = known.get(key);
        if (index == null) {
            pool.writeByte(tag);
            for (int part : parts) {
                pool.writeShort(part);
            }
            index = add(key);
        }
        return index;
    }

    private int add(String key) {
        int index = known.size() + 1;
        known.put(key, index);
        return index;
    }

    /** Instructions, some of which name a constant. */
    private static final class Code {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void write(int instruction) {
            bytes.write(instruction);
        }

        void write(int instruction, int constant) {
            bytes.write(instruction);
            bytes.write(constant >> 8);
            bytes.write(constant);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
