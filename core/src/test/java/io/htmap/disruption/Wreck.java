package io.htmap.disruption;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What becomes of the kept generations while the component is not computed. */
public enum Wreck {
    NONE,
    NEWEST_TRUNCATED {
        @Override
        public void to(List<Path> newestFirst) throws IOException {
            truncate(newestFirst.get(0));
        }
    },
    NEWEST_SCRAMBLED {
        @Override
        public void to(List<Path> newestFirst) throws IOException {
            scramble(newestFirst.get(0), HEADER_BYTES);
        }
    },
    NEWEST_MISSING {
        @Override
        public void to(List<Path> newestFirst) throws IOException {
            Files.delete(newestFirst.get(0));
        }
    },
    MANIFEST_SCRAMBLED {
        @Override
        public void to(List<Path> newestFirst) throws IOException {
            scramble(newestFirst.get(0), manifestOffset(newestFirst.get(0)));
        }
    },
    OLDER_SCRAMBLED {
        @Override
        public void to(List<Path> newestFirst) throws IOException {
            scramble(newestFirst.get(1), HEADER_BYTES);
        }
    },
    BOTH_DAMAGED {
        @Override
        public void to(List<Path> newestFirst) throws IOException {
            truncate(newestFirst.get(0));
            scramble(newestFirst.get(1), HEADER_BYTES);
        }
    };

    /** The frame of a packed generation: the files stand behind the header, the footer tells where the manifest is. */
    private static final int HEADER_BYTES = 24;

    private static final int FOOTER_BYTES = 28;
    private static final int OFFSET_IN_FOOTER = 8;

    /** Does it to the files of generations. */
    public void to(List<Path> newestFirst) throws IOException {}

    /** Returns how many generations it needs. */
    int needs() {
        return switch (this) {
            case NONE -> 0;
            case OLDER_SCRAMBLED, BOTH_DAMAGED -> 2;
            default -> 1;
        };
    }

    private static void truncate(Path file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(opened.length() / 2);
        }
    }

    /** Changes one byte; in a file that is no generation, any. */
    private static void scramble(Path file, long offset) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            long inside = Math.floorMod(offset, opened.length());
            opened.seek(inside);
            int old = opened.read();
            opened.seek(inside);
            opened.write(old ^ 0x55);
        }
    }

    private static long manifestOffset(Path file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.seek(Math.max(0, opened.length() - FOOTER_BYTES + OFFSET_IN_FOOTER));
            return opened.readLong();
        }
    }
}
