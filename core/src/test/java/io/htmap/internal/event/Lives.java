package io.htmap.internal.event;

import io.htmap.AttemptEnd;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes up lives of components, sane and insane ones, and logs of them. */
final class Lives {
    static final int SIZE = 5;

    private static final List<EventBody> BODIES = List.of(
            Samples.submitted(),
            Samples.executing("node1"),
            Samples.executing("node2"),
            Samples.evicted(),
            Samples.evicted(AttemptEnd.LOST, "killed"),
            Samples.terminated(Exit.returned(0)),
            Samples.terminated(Exit.returned(1)),
            Samples.terminated(Exit.signalled(9)),
            Samples.held(),
            new EventBody.Held("crashed", 3, 0, EndFacts.of(AttemptEnd.FAILED)),
            Samples.note(EventType.RELEASED),
            Samples.note(EventType.ABORTED, "rm"),
            Samples.note(EventType.SUSPENDED),
            Samples.note(EventType.UNSUSPENDED),
            Samples.note(EventType.DISCONNECTED, "socket"),
            Samples.note(EventType.RECONNECTED, "node1"),
            Samples.note(EventType.RECONNECT_FAILED, "lease"),
            Samples.note(EventType.SHADOW_EXCEPTION, "gone"),
            Samples.note(EventType.FILE_TRANSFER, "Started transferring input files"),
            new EventBody.ImageSize(1, 2, 3));

    private Lives() {}

    /** For each component its events, in order, with times that differ; also a rerun in a later cluster. */
    static List<List<byte[]>> random(Random random) {
        List<List<byte[]>> lives = new ArrayList<>();
        for (int component = 0; component < SIZE; component++) {
            List<byte[]> life = new ArrayList<>();
            Instant time = Samples.T0.plusMillis(component);
            int rerun = random.nextInt(12);
            for (int i = 0; i < 12; i++) {
                time = time.plusMillis(100 + random.nextInt(100_000));
                EventBody body = random.nextInt(40) == 0
                        ? Samples.terminated(Exit.returned(0))
                        : BODIES.get(random.nextInt(BODIES.size()));
                life.add(EventFormat.format(new JobEvent(new JobId(i < rerun ? 7 : 8, component), time, body)));
            }
            lives.add(life);
        }
        return lives;
    }

    /** Mixes lives into one log, each in its order. */
    static List<byte[]> interleave(List<List<byte[]>> lives, Random random) {
        int[] next = new int[lives.size()];
        List<byte[]> log = new ArrayList<>();
        int left = lives.stream().mapToInt(List::size).sum();
        while (left > 0) {
            int which = random.nextInt(lives.size());
            if (next[which] < lives.get(which).size()) {
                log.add(lives.get(which).get(next[which]++));
                left--;
            }
        }
        return log;
    }

    /** Repeats some events, at once or any time later. */
    static List<byte[]> duplicate(List<byte[]> log, Random random) {
        List<byte[]> more = new ArrayList<>(log);
        for (int i = 0; i < log.size(); i++) {
            byte[] again = log.get(random.nextInt(log.size()));
            int first = firstIndexOf(more, again);
            more.add(first + 1 + random.nextInt(more.size() - first), again);
        }
        return more;
    }

    static byte[] join(List<byte[]> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(all::writeBytes);
        return all.toByteArray();
    }

    static EventFold emptyFold() {
        return new EventFold(new EventParser(), new MapState(SIZE, JobMapping.PROC_IS_COMPONENT), new LogDamage());
    }

    static EventFold fold(byte[] log) {
        EventFold fold = emptyFold();
        new LogScanner(LogPosition.START, fold).feed(log, 0, log.length);
        return fold;
    }

    private static int firstIndexOf(List<byte[]> events, byte[] event) {
        for (int i = 0; i < events.size(); i++) {
            if (Arrays.equals(events.get(i), event)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not there");
    }
}
