package io.htmap.internal.shipping;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constants of a class file. */
final class ConstantPool {
    static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    static final int CLASS = 7;
    static final int STRING = 8;
    private static final int FIELD = 9;
    static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final @Nullable String[] texts;
    private final List<int[]> bootstraps = new ArrayList<>();

    private ConstantPool(int size) {
        tags = new int[size];
        first = new int[size];
        second = new int[size];
        texts = new @Nullable String[size];
    }

    /**
     * A field or method that the class uses.
     *
     * @param owner internal name of its class
     * @param name its name
     * @param descriptor its descriptor
     */
    record Member(String owner, String name, String descriptor) {}

    static ConstantPool read(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        ConstantPool pool = new ConstantPool(size);
        for (int i = 1; i < size; i++) {
            pool.readConstant(i, in);
            if (pool.tags[i] == LONG || pool.tags[i] == DOUBLE) {
                i++;
            }
        }
        return pool;
    }

    private void readConstant(int i, DataInputStream in) throws IOException {
        tags[i] = in.readUnsignedByte();
        switch (tags[i]) {
            case UTF8 -> texts[i] = in.readUTF();
            case INTEGER, FLOAT -> in.readInt();
            case LONG, DOUBLE -> in.readLong();
            case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> first[i] = in.readUnsignedShort();
            case METHOD_HANDLE -> {
                in.readUnsignedByte();
                first[i] = in.readUnsignedShort();
            }
            case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> {
                first[i] = in.readUnsignedShort();
                second[i] = in.readUnsignedShort();
            }
            default -> throw new IOException("unknown constant " + tags[i]);
        }
    }

    String text(int index) {
        String text = texts[index];
        if (text == null) {
            throw new IllegalArgumentException("constant " + index + " is not a text");
        }
        return text;
    }

    String className(int index) {
        return text(first[index]);
    }

    Member member(int index) {
        int nameAndType = second[index];
        return new Member(className(first[index]), text(first[nameAndType]), text(second[nameAndType]));
    }

    List<String> classNames() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == CLASS) {
                names.add(className(i));
            }
        }
        return names;
    }

    /** Returns all texts, those of descriptors and signatures among them. */
    List<String> texts() {
        List<String> all = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                all.add(text);
            }
        }
        return all;
    }

    void readBootstraps(DataInputStream in) throws IOException {
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            in.readUnsignedShort();
            int[] arguments = new int[in.readUnsignedShort()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = in.readUnsignedShort();
            }
            bootstraps.add(arguments);
        }
    }

    /** Returns the methods that an invokedynamic is given: what a lambda or a method reference leads to. */
    List<Member> methodsGivenTo(int invokeDynamic) {
        List<Member> members = new ArrayList<>();
        for (int argument : bootstraps.get(first[invokeDynamic])) {
            if (tags[argument] == METHOD_HANDLE) {
                members.add(member(first[argument]));
            }
        }
        return members;
    }
}
