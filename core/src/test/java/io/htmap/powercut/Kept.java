package io.htmap.powercut;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a power cut leaves of a file's content that was written and not forced. */
enum Kept {
    /** Nothing: the content as of the last force. */
    NOTHING,
    /** The size, but not the data: zeros where the file has grown. */
    SIZE,
    /** All of it. */
    ALL,
    /** All but the second half of the last write. */
    HALF_OF_LAST,
    /** The size, and the later ones of the sectors. */
    LATER_SECTORS,
    /** The size, and some of the sectors. */
    SOME_SECTORS;

    private static final int SECTOR = 512;

    byte[] of(byte[] durable, List<Operation.Filling> pending) {
        return switch (this) {
            case NOTHING -> durable;
            case ALL -> apply(durable, pending, true);
            case SIZE -> apply(durable, pending, false);
            case HALF_OF_LAST -> halfOfLast(durable, pending);
            case LATER_SECTORS -> {
                byte[] all = apply(durable, pending, true);
                byte[] size = apply(durable, pending, false);
                int[] differing = differing(all, size);
                yield mixed(all, size, Arrays.copyOf(differing, (differing.length + 1) / 2));
            }
            case SOME_SECTORS -> {
                byte[] all = apply(durable, pending, true);
                byte[] size = apply(durable, pending, false);
                Random random = new Random(Arrays.hashCode(all));
                yield mixed(
                        all,
                        size,
                        Arrays.stream(differing(all, size))
                                .filter(sector -> random.nextBoolean())
                                .toArray());
            }
        };
    }

    private static byte[] halfOfLast(byte[] durable, List<Operation.Filling> pending) {
        int last = pending.size() - 1;
        byte[] before = apply(durable, pending.subList(0, last), true);
        return pending.get(last) instanceof Operation.Write write ? apply(before, List.of(half(write)), true) : before;
    }

    private static Operation.Write half(Operation.Write write) {
        return new Operation.Write(
                write.file(), write.offset(), Arrays.copyOf(write.bytes(), write.bytes().length / 2));
    }

    private static byte[] apply(byte[] start, List<Operation.Filling> fillings, boolean data) {
        int longest = start.length;
        for (Operation.Filling filling : fillings) {
            if (filling instanceof Operation.Write write) {
                longest = Math.max(longest, Math.toIntExact(write.offset()) + write.bytes().length);
            }
        }
        byte[] bytes = Arrays.copyOf(start, longest);
        int size = start.length;
        for (Operation.Filling filling : fillings) {
            if (filling instanceof Operation.Write write) {
                if (data) {
                    System.arraycopy(write.bytes(), 0, bytes, (int) write.offset(), write.bytes().length);
                }
                size = Math.max(size, (int) write.offset() + write.bytes().length);
            } else if (filling instanceof Operation.Truncate truncate) {
                Arrays.fill(bytes, (int) Math.min(truncate.size(), longest), longest, (byte) 0);
                size = (int) truncate.size();
            }
        }
        return Arrays.copyOf(bytes, size);
    }

    private static int[] differing(byte[] all, byte[] size) {
        return java.util.stream.IntStream.rangeClosed(0, all.length / SECTOR)
                .filter(sector -> !Arrays.equals(
                        all, from(sector, all), to(sector, all), size, from(sector, all), to(sector, all)))
                .toArray();
    }

    private static byte[] mixed(byte[] all, byte[] size, int[] lostSectors) {
        byte[] mixed = all.clone();
        for (int sector : lostSectors) {
            System.arraycopy(size, from(sector, all), mixed, from(sector, all), to(sector, all) - from(sector, all));
        }
        return mixed;
    }

    private static int from(int sector, byte[] bytes) {
        return Math.min(bytes.length, sector * SECTOR);
    }

    private static int to(int sector, byte[] bytes) {
        return Math.min(bytes.length, (sector + 1) * SECTOR);
    }
}
