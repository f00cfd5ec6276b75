package io.htmap.spi;

import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the contract's maps compute. */
final class ContractFunctions {
    private static final int LAST_WORD = 99;
    private static final int NEVER = LAST_WORD + 1;

    private ContractFunctions() {}

    /**
     * Runs until its gate opens, and, told to leave, is slow to go: until the gate opens for the last word. Its first
     * attempt never returns: it could do so while it leaves, and then be completed.
     */
    record Lingering(Gate gate, Trace trace) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer input) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(this::linger));
            trace.add(Component.index(), Component.attempt(), Trace.What.STARTED, 0);
            gate.await(Component.attempt() == 1 ? NEVER : 1);
            return input;
        }

        private void linger() {
            try {
                trace.add(Component.index(), Component.attempt(), Trace.What.SAVED, 0);
                gate.await(LAST_WORD);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Lets one that was told to leave go. */
        void letGo() {
            gate.openTo(LAST_WORD);
        }
    }

    /** Returns when its node is wanted back. */
    record Returning(Trace trace) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer input) throws Exception {
            Component.evictionRequested();
            trace.add(Component.index(), Component.attempt(), Trace.What.STARTED, 0);
            while (!Component.evictionRequested()) {
                Thread.sleep(10);
            }
            return 2 * input;
        }
    }

    /** Tells where and how it runs. */
    static List<String> surroundings(String input) throws IOException {
        List<String> facts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(""))) {
            facts.add("files=" + files.toList());
        }
        Files.writeString(Path.of("mine"), input);
        facts.add("mine=" + Files.readString(Path.of("mine")));
        facts.add("folder=" + Path.of("").toAbsolutePath());
        facts.add("index=" + Component.index());
        facts.add("attempt=" + Component.attempt());
        facts.add("onNode=" + Component.onExecuteNode());
        facts.add("processors=" + Runtime.getRuntime().availableProcessors());
        facts.add("heapMb=" + (Runtime.getRuntime().maxMemory() >> 20));
        return facts;
    }

    /** Waits for its gate if the input says so. */
    record MaybeGated(Gate gate) implements MapFunction<Boolean, String> {
        @Override
        public String apply(Boolean gated) throws Exception {
            if (gated) {
                gate.await(1);
            }
            return gated + " " + Component.index();
        }
    }

    static Integer exits(Integer code) {
        System.err.println("about to exit");
        System.exit(code);
        return code;
    }

    static Integer throwsAt(Integer input) {
        if (input == 1) {
            throw new IllegalStateException("no solution for " + input, new ArithmeticException("the cause"));
        }
        return input;
    }

    /** Saves, then throws, until it has been tried often enough; tells from what it went on in that attempt. */
    static String throwsBefore(Integer attempt) throws Exception {
        Path saved = Path.of("saved");
        String from = Files.exists(saved) ? Files.readString(saved) : "nothing";
        System.out.println("from " + from);
        if (Component.attempt() >= attempt) {
            return from;
        }
        Files.writeString(saved, Integer.toString(Component.attempt()));
        Component.checkpoint(saved);
        throw new IllegalStateException("not in attempt " + Component.attempt());
    }

    static Integer exhaustsMemory(Integer input) {
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
            hoard.add(new byte[input]);
        }
    }

    /** Needs so much memory at once, in MiB. */
    static Integer needsMemory(Integer megabytes) {
        byte[][] all = new byte[megabytes][];
        for (int i = 0; i < megabytes; i++) {
            all[i] = new byte[1 << 20];
        }
        return all.length;
    }

    /** Waits for its gate, and tells how much heap it has, in MiB. */
    record Heap(Gate gate, Trace trace) implements MapFunction<Integer, Long> {
        @Override
        public Long apply(Integer input) throws Exception {
            trace.add(Component.index(), Component.attempt(), Trace.What.STARTED, 0);
            gate.await(1);
            return Runtime.getRuntime().maxMemory() >> 20;
        }
    }

    /** Saves a file whose name not every locale can say. */
    static String savesAnyName(String name) throws IOException {
        Files.writeString(Path.of(name), "saved");
        Component.checkpoint(Path.of(name));
        return Files.readString(Path.of(name));
    }

    static Integer crashes(String signal) throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(self)).start();
        Thread.sleep(Long.MAX_VALUE);
        return 0;
    }
}
