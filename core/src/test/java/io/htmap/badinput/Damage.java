package io.htmap.badinput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** What happens to a file. All but the first change it in place, as a bad disk or a careless person would. */
enum Damage {
    REMOVED {
        @Override
        void to(Path file) throws IOException {
            Files.delete(file);
        }
    },
    EMPTIED {
        @Override
        void to(Path file) throws IOException {
            truncate(file, 0);
        }
    },
    HALVED {
        @Override
        void to(Path file) throws IOException {
            truncate(file, Files.size(file) / 2);
        }
    },
    SHORTENED {
        @Override
        void to(Path file) throws IOException {
            truncate(file, Math.max(0, Files.size(file) - 1));
        }
    },
    FLIPPED {
        @Override
        void to(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int middle = bytes.length / 2;
            for (int i = middle; i < Math.min(bytes.length, middle + FLIPPED_BYTES); i++) {
                bytes[i] ^= (byte) 0xff;
            }
            overwrite(file, bytes);
        }
    },
    NOISE {
        @Override
        void to(Path file) throws IOException {
            byte[] bytes = new byte[(int) Math.max(FLIPPED_BYTES, Files.size(file))];
            new Random(bytes.length).nextBytes(bytes);
            overwrite(file, bytes);
        }
    };

    private static final int FLIPPED_BYTES = 16;

    abstract void to(Path file) throws IOException;

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static void overwrite(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes));
        }
    }
}
