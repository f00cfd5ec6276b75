package io.htmap.internal.shipping;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Walks over the instructions of a method. */
final class Instructions {
    static final int GETSTATIC = 178;
    static final int PUTSTATIC = 179;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKEINTERFACE = 185;
    static final int INVOKEDYNAMIC = 186;
    static final int NEW = 187;

    private static final int IINC = 132;
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int WIDE = 196;
    private static final int LAST = 201;

    private static final int[] LENGTHS = lengths();

    private Instructions() {}

    private static int[] lengths() {
        int[] lengths = new int[LAST + 1];
        Arrays.fill(lengths, 1);
        set(lengths, 2, 16, 16, 18, 18, 21, 25, 54, 58, 169, 169, 188, 188);
        set(lengths, 3, 17, 17, 19, 20, IINC, IINC, 153, 168, 178, 184, 187, 187, 189, 189, 192, 193, 198, 199);
        set(lengths, 4, 197, 197);
        set(lengths, 5, 185, 186, 200, 201);
        return lengths;
    }

    private static void set(int[] lengths, int length, int... ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            Arrays.fill(lengths, ranges[i], ranges[i + 1] + 1, length);
        }
    }

    /** Gives the position of each instruction. */
    static void forEach(byte[] code, IntConsumer visitor) {
        for (int position = 0; position < code.length; position += lengthAt(code, position)) {
            visitor.accept(position);
        }
    }

    static int opcode(byte[] code, int position) {
        return code[position] & 0xFF;
    }

    /** Returns the constant that an instruction names. */
    static int constant(byte[] code, int position) {
        return (code[position + 1] & 0xFF) << 8 | (code[position + 2] & 0xFF);
    }

    static int lengthAt(byte[] code, int position) {
        int opcode = opcode(code, position);
        int operands = (position & ~3) + 4;
        return switch (opcode) {
            case TABLESWITCH ->
                operands + 12 + 4 * (intAt(code, operands + 8) - intAt(code, operands + 4) + 1) - position;
            case LOOKUPSWITCH -> operands + 8 + 8 * intAt(code, operands + 4) - position;
            case WIDE -> opcode(code, position + 1) == IINC ? 6 : 4;
            default -> LENGTHS[opcode];
        };
    }

    private static int intAt(byte[] code, int position) {
        return (code[position] & 0xFF) << 24
                | (code[position + 1] & 0xFF) << 16
                | (code[position + 2] & 0xFF) << 8
                | (code[position + 3] & 0xFF);
    }
}
