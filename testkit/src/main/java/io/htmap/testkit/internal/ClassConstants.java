package io.htmap.testkit.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The constants of a class file: what it names. */
final class ClassConstants {
    static final int UTF8 = 1;
    static final int CLASS = 7;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int NAME_AND_TYPE = 12;
    private static final int COUNT_AT = 8;

    private final int[] tags;
    private final int[] offsets;
    private final int[] first;
    private final int[] second;
    private final String[] texts;
    private final int end;

    /** A field or method that the class uses, and the constant that names it. */
    record Member(int constant, String owner, String name, String descriptor) {}

    ClassConstants(byte[] classFile) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(classFile);
        DataInputStream in = new DataInputStream(bytes);
        in.skipBytes(COUNT_AT);
        int count = in.readUnsignedShort();
        tags = new int[count];
        offsets = new int[count];
        first = new int[count];
        second = new int[count];
        texts = new String[count];
        for (int i = 1; i < count; i += isWide(tags[i]) ? 2 : 1) {
            offsets[i] = classFile.length - bytes.available();
            read(i, in);
        }
        end = classFile.length - bytes.available();
    }

    private void read(int i, DataInputStream in) throws IOException {
        tags[i] = in.readUnsignedByte();
        switch (tags[i]) {
            case UTF8 -> texts[i] = in.readUTF();
            case CLASS, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
            case 3, 4 -> in.readInt();
            case 5, 6 -> in.readLong();
            case 15 -> in.skipBytes(3);
            case FIELD, METHOD, 11, NAME_AND_TYPE, 17, 18 -> {
                first[i] = in.readUnsignedShort();
                second[i] = in.readUnsignedShort();
            }
            default -> throw new IOException("unknown constant " + tags[i]);
        }
    }

    private static boolean isWide(int tag) {
        return tag == 5 || tag == 6;
    }

    int count() {
        return tags.length;
    }

    /** Returns where the constants end in the file. */
    int end() {
        return end;
    }

    /** Returns where a constant stands in the file. */
    int offset(int constant) {
        return offsets[constant];
    }

    /** Returns the constant with the descriptor of a member. */
    int descriptorOf(Member member) {
        return second[second[member.constant()]];
    }

    List<Member> members(int tag) {
        List<Member> members = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == tag) {
                int nameAndType = second[i];
                members.add(
                        new Member(i, texts[first[first[i]]], texts[first[nameAndType]], texts[second[nameAndType]]));
            }
        }
        return members;
    }

    List<String> classes() {
        List<String> classes = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == CLASS) {
                classes.add(texts[first[i]]);
            }
        }
        return classes;
    }
}
