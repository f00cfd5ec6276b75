package io.htmap.runtime.internal.run;

import io.htmap.runtime.Component;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the runners in the tests run. */
final class Functions {
    private Functions() {}

    record Point(int x, int y) implements Serializable {}

    record Holder(Object content) implements Serializable {}

    static final class Plain {}

    static Point mirrored(Point point) {
        System.out.println("component " + Component.index() + " attempt " + Component.attempt() + " on node "
                + Component.onExecuteNode());
        return new Point(-point.x(), -point.y());
    }

    static String readsStandardInput(String ignored) throws Exception {
        return "stdin has " + System.in.readAllBytes().length + " bytes";
    }

    static int takesStreamsAndPropertiesAway(int value) throws Exception {
        System.setOut(null);
        System.setErr(null);
        System.setProperties(new java.util.Properties());
        Files.writeString(Path.of("state"), "saved");
        Component.checkpoint("state");
        return value;
    }

    static Object fails(String message) throws Exception {
        Files.writeString(Path.of("left-behind"), "12345");
        throw new IllegalStateException(message, new NoSuchFileException("inner"));
    }

    /** Leaves nothing uncollected that can be collected, then waits to be killed. */
    static int collectsGarbage(int ignored) throws Exception {
        for (int i = 0; i < 20; i++) {
            System.gc();
        }
        System.out.println("collected");
        new java.util.concurrent.CountDownLatch(1).await();
        return ignored;
    }

    /** Throws what no throws clause can name, as other languages of the JVM may. */
    static Object throwsNeitherExceptionNorError(String message) {
        throw Functions.<RuntimeException>unchecked(new Throwable(message));
    }

    static Object throwsWhatHasNoMessage(String ignored) {
        throw new IllegalStateException() {
            @Override
            public String getMessage() {
                throw Functions.<RuntimeException>unchecked(new Throwable("no message"));
            }
        };
    }

    @SuppressWarnings("unchecked") // that is the trick
    static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    static int recurses(int depth) {
        return depth < 0 ? 0 : recurses(depth + 1) + 1;
    }

    static int eatsMemory(int ignored) {
        List<long[]> eaten = new ArrayList<>();
        while (true) {
            eaten.add(new long[1024 * 1024]);
        }
    }

    static int eatsMemoryElsewhere(int ignored) {
        return CompletableFuture.supplyAsync(() -> eatsMemory(0)).join();
    }

    static int exits(int code) {
        System.exit(code);
        return code;
    }

    static int exitsButHangsInHook(int code) {
        Runtime.getRuntime().addShutdownHook(new Thread(Functions::sleepForever));
        return exits(code);
    }

    static int halts(int code) {
        Runtime.getRuntime().halt(code);
        return code;
    }

    static Object unserializable(String ignored) {
        return new Holder(new Plain());
    }

    static int removesOutputFolder(String folder) throws Exception {
        Files.delete(Path.of(folder));
        return 1;
    }

    static int leavesThreads(int value) {
        new Thread(() -> sleepForever()).start();
        return value;
    }

    static int sleeps(String ignored) {
        System.out.println("asleep");
        sleepForever();
        return 0;
    }

    /** Its shutdown hook saves, as a careful function's may. */
    static int savesInHook(String ignored) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.writeString(Path.of("state"), "saved in the hook");
                Component.checkpoint("state");
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        return sleeps(ignored);
    }

    static int hangsInHook(String ignored) {
        Runtime.getRuntime().addShutdownHook(new Thread(Functions::sleepForever));
        return sleeps(ignored);
    }

    static int completesButHangsInHook(int value) {
        Runtime.getRuntime().addShutdownHook(new Thread(Functions::sleepForever));
        return value;
    }

    /** Its hook pulls the rug from under the function, as hooks of libraries do. */
    static int failsWhenAskedToEnd(String ignored) throws Exception {
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            worker.interrupt();
            sleep(300);
        }));
        System.out.println("asleep");
        Thread.sleep(Long.MAX_VALUE);
        return 0;
    }

    /** Counts to a hundred, saves each step, and never gets there in one go. */
    static int counts(String ignored) throws Exception {
        Path saved = Path.of("state");
        int step = Files.exists(saved) ? Integer.parseInt(Files.readString(saved)) : 0;
        System.out.println(
                "started at " + step + " with " + Files.list(Path.of("")).count() + " files");
        if (step > 0) {
            sleepForever();
        }
        while (step < 5) {
            step++;
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);
        }
        Files.writeString(Path.of("scrap"), "not saved");
        System.out.println("saved " + step);
        sleepForever();
        return step;
    }

    /** Saves a file that takes a while to save. */
    static int savesMuch(int megabytes) throws Exception {
        Path big = Path.of("big");
        if (Files.exists(big)) {
            System.out.println("restored " + Files.size(big));
            sleepForever();
        }
        byte[] block = new byte[1024 * 1024];
        try (FileChannel channel = FileChannel.open(big, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < megabytes; i++) {
                channel.write(java.nio.ByteBuffer.wrap(block));
            }
        }
        System.out.println("saving");
        Component.checkpoint(big);
        System.out.println("saved");
        sleepForever();
        return 0;
    }

    static String catches(String path) throws Exception {
        try {
            Component.checkpoint(path);
            return "saved";
        } catch (Exception e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    static String interruptsItself(String ignored) throws Exception {
        System.out.println("before");
        Files.writeString(Path.of("state"), "1");
        Thread.currentThread().interrupt();
        Component.checkpoint("state");
        System.out.println("after");
        return "still interrupted: " + Thread.currentThread().isInterrupted();
    }

    static String isInterruptedWhileItSaves(int megabytes) throws Exception {
        Files.write(Path.of("big"), new byte[megabytes * 1024 * 1024 / 4]);
        Thread saver = Thread.currentThread();
        Thread other = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                sleep(5);
                saver.interrupt();
            }
        });
        other.start();
        Component.checkpoint("big");
        while (other.isAlive()) {
            Thread.onSpinWait();
        }
        return "interrupted: " + Thread.interrupted();
    }

    /** While its output is written, another thread comes to save. */
    static Object savesWhileItIsDelivered(String ignored) {
        return new SavingOutput();
    }

    private static final class SavingOutput implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
            Files.writeString(Path.of("state"), "late");
            Thread saver = new Thread(() -> {
                try {
                    Component.checkpoint("state");
                } catch (java.io.IOException e) {
                    e.printStackTrace();
                }
            });
            Runtime.getRuntime().addShutdownHook(new Thread(() -> joinQuietly(saver)));
            saver.start();
            while (saver.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            out.defaultWriteObject();
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int savesThenFails(String ignored) throws Exception {
        if (Files.exists(Path.of("state"))) {
            return Integer.parseInt(Files.readString(Path.of("state")));
        }
        Files.writeString(Path.of("state"), "42");
        Component.checkpoint("state");
        throw new IllegalStateException("after the save");
    }

    static void sleepForever() {
        sleep(Long.MAX_VALUE);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
