package io.htmap.internal.shipping;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a class file that tell what else a class needs. Names are internal ones, with slashes. */
final class ClassFile {
    static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_1_MAJOR = 44;
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([^;:<>()\\[]+)[;<]");

    private final ConstantPool pool;
    private final int major;
    private final int access;
    private final String name;
    private final List<String> supertypes = new ArrayList<>();
    private final List<MethodCode> methods = new ArrayList<>();

    private ClassFile(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readUnsignedShort();
        this.major = in.readUnsignedShort();
        this.pool = ConstantPool.read(in);
        this.access = in.readUnsignedShort();
        this.name = pool.className(in.readUnsignedShort());
        addSupertype(in.readUnsignedShort());
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            addSupertype(in.readUnsignedShort());
        }
        readMembers(in);
        readAttributes(in);
    }

    /**
     * A method's instructions.
     *
     * @param access its flags
     * @param name its name
     * @param descriptor its descriptor
     * @param code its instructions; empty if it has none
     */
    record MethodCode(int access, String name, String descriptor, byte[] code) {}

    static ClassFile parse(String what, byte[] bytes) throws IOException {
        try {
            return new ClassFile(bytes);
        } catch (IOException | RuntimeException e) {
            throw new IOException(what + " is not a class file that can be understood: " + e.getMessage(), e);
        }
    }

    /** Returns the feature version of Java that a class file needs, from its first eight bytes. */
    static int javaVersion(byte[] head) {
        int major = head.length < 8 ? JAVA_1_MAJOR : ((head[6] & 0xFF) << 8) | (head[7] & 0xFF);
        return major - JAVA_1_MAJOR;
    }

    /** Returns the version as it stands in the file. */
    int major() {
        return major;
    }

    /** Returns the flags. */
    int access() {
        return access;
    }

    int javaVersion() {
        return major - JAVA_1_MAJOR;
    }

    String name() {
        return name;
    }

    ConstantPool pool() {
        return pool;
    }

    List<MethodCode> methods() {
        return methods;
    }

    /** Returns the superclass, if any, and the interfaces. */
    List<String> supertypes() {
        return supertypes;
    }

    /** Returns every class that is named anywhere: as a constant, or in a descriptor or a generic signature. */
    Set<String> referencedClasses() {
        Set<String> names = new TreeSet<>();
        for (String constant : pool.classNames()) {
            addElement(names, constant);
        }
        for (String text : pool.texts()) {
            Matcher types = TYPE_IN_DESCRIPTOR.matcher(text);
            while (types.find()) {
                names.add(types.group(1));
            }
        }
        return names;
    }

    private static void addElement(Set<String> names, String constant) {
        if (!constant.startsWith("[")) {
            names.add(constant);
        } else if (constant.endsWith(";")) {
            names.add(constant.substring(constant.indexOf('L') + 1, constant.length() - 1));
        }
    }

    private void addSupertype(int index) {
        @Nullable String supertype = index == 0 ? null : pool.className(index);
        if (supertype != null) {
            supertypes.add(supertype);
        }
    }

    private void readMembers(DataInputStream in) throws IOException {
        for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
            readMember(in);
        }
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            methods.add(readMember(in));
        }
    }

    private MethodCode readMember(DataInputStream in) throws IOException {
        int memberAccess = in.readUnsignedShort();
        String memberName = pool.text(in.readUnsignedShort());
        String descriptor = pool.text(in.readUnsignedShort());
        byte[] code = {};
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            String attribute = pool.text(in.readUnsignedShort());
            byte[] content = readBytes(in);
            if (attribute.equals("Code")) {
                code = instructionsIn(content);
            }
        }
        return new MethodCode(memberAccess, memberName, descriptor, code);
    }

    private void readAttributes(DataInputStream in) throws IOException {
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            String attribute = pool.text(in.readUnsignedShort());
            byte[] content = readBytes(in);
            if (attribute.equals("BootstrapMethods")) {
                pool.readBootstraps(new DataInputStream(new ByteArrayInputStream(content)));
            }
        }
    }

    private static byte[] instructionsIn(byte[] codeAttribute) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(codeAttribute));
        in.readInt();
        return readBytes(in);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException("it ends too early");
        }
        return in.readNBytes(length);
    }
}
