package io.htmap.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class FoldPropertiesTest {
    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void anyCuttingMakesTheSameState(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] log = Lives.join(Lives.interleave(Lives.random(random), random));
        EventFold fold = Lives.emptyFold();
        LogScanner scanner = new LogScanner(LogPosition.START, fold);
        for (int at = 0; at < log.length; ) {
            int next = Math.min(log.length, at + 1 + random.nextInt(1 + random.nextInt(300)));
            scanner.feed(log, at, next);
            if (random.nextInt(20) == 0) {
                scanner = new LogScanner(scanner.position(), fold);
                next = (int) scanner.position().offset();
            }
            at = next;
        }

        assertSame(fold, Lives.fold(log));
        assertThat(fold.state().version()).isEqualTo(Lives.fold(log).state().version());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void anyDuplicationMakesTheSameState(@ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> log = Lives.interleave(Lives.random(random), random);
        List<byte[]> duplicated = Lives.duplicate(log, random);

        assertThat(duplicated).hasSize(2 * log.size());
        assertSame(Lives.fold(Lives.join(duplicated)), Lives.fold(Lives.join(log)));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void anyInterleavingMakesTheSameState(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<byte[]>> lives = Lives.random(random);
        byte[] mixed = Lives.join(Lives.interleave(lives, random));
        List<byte[]> oneByOne = new ArrayList<>();
        lives.forEach(oneByOne::addAll);

        assertSame(Lives.fold(mixed), Lives.fold(Lives.join(oneByOne)));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void aTerminalStateIsNotUndoneByADuplicate(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<byte[]>> lives = Lives.random(random);
        for (int i = 0; i < Lives.SIZE; i++) {
            lives.get(i)
                    .add(EventFormat.format(new JobEvent(
                            new JobId(8, i),
                            Samples.T0.plusSeconds(10_000_000),
                            Samples.terminated(Exit.returned(i % 2)))));
        }
        List<byte[]> log = Lives.interleave(lives, random);
        MapState before = Lives.fold(Lives.join(log)).state();
        assertThat(before.terminalCount()).isEqualTo(Lives.SIZE);
        log.addAll(Lives.duplicate(log, random));

        assertThat(Described.all(Lives.fold(Lives.join(log)).state())).isEqualTo(Described.all(before));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void aStateIsConsistent(@ForAll long seed) {
        Random random = new Random(seed);
        MapState state = Lives.fold(Lives.join(Lives.interleave(Lives.random(random), random)))
                .state();
        for (Status status : Status.values()) {
            assertThat(state.count(status)).isEqualTo((int) Described.all(state).stream()
                    .filter(one -> one.status() == status)
                    .count());
        }
        assertThat(state.count(Status.UNKNOWN)).isZero();
        for (Described one : Described.all(state)) {
            List<Attempt> attempts = one.attempts();
            for (int i = 0; i < attempts.size(); i++) {
                boolean open = i == attempts.size() - 1 && one.status().isOnNode();
                assertThat(attempts.get(i).how().isEmpty()).isEqualTo(open);
                assertThat(attempts.get(i).end().isEmpty()).isEqualTo(open);
                assertThat(attempts.get(i).number()).isEqualTo(i + 1);
            }
            assertThat(one.status().isOnNode() && attempts.isEmpty()).isFalse();
        }
    }

    private static void assertSame(EventFold actual, EventFold expected) {
        assertThat(Described.all(actual.state())).isEqualTo(Described.all(expected.state()));
        assertThat(actual.state().counts()).isEqualTo(expected.state().counts());
        assertThat(actual.damage().places()).isEqualTo(expected.damage().places());
    }
}
