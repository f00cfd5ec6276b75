package io.htmap.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.AttemptWork;
import io.htmap.MapAccount;
import io.htmap.runtime.internal.wire.WorkMarks;
import io.htmap.spi.RerunFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Times are in seconds. */
class AccountsTest {
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Optional<WorkMarks>> marks = new ArrayList<>();
    private LatestRun latest = ranAgain(1, RerunFrom.NEWEST, Optional.empty());

    @Test
    void whatIsInTheCheckpointThatTheNextOneStartsFromIsSaved() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 2, 7);
        ran(20, AttemptEnd.COMPLETED, 2, 1, 7, 3, 15);

        assertThat(work(1)).isEqualTo(new AttemptWork(0, 2, seconds(7), seconds(3)));
        assertThat(work(2)).isEqualTo(new AttemptWork(2, 3, seconds(20), seconds(0)));
    }

    @Test
    void oneThatSavesNothingKeepsWhatItStartedFrom() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 2, 7);
        ran(5, AttemptEnd.LOST, 2, 1, 7, 0, 0);

        assertThat(work(1).saved()).isEqualTo(seconds(7));
        assertThat(work(2)).isEqualTo(new AttemptWork(2, 0, seconds(0), seconds(5)));
    }

    @Test
    void aCheckpointThatTurnsOutToBeDamagedIsLostAfterwards() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 1, 4);
        ran(10, AttemptEnd.EVICTED, 1, 1, 4, 2, 9);
        ran(10, AttemptEnd.EVICTED, 2, 2, 6, 1, 3);
        ran(10, AttemptEnd.COMPLETED, 1, 1, 4, 0, 0);

        assertThat(work(1).saved()).isEqualTo(seconds(4));
        assertThat(work(2).saved()).isZero();
        assertThat(work(3).saved()).isZero();
        assertThat(work(4).lost()).isZero();
    }

    @Test
    void nothingBeforeAStartFromScratchIsSaved() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 1, 4);
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 1, 9);

        assertThat(work(1).saved()).isZero();
        assertThat(work(2).saved()).isEqualTo(seconds(9));
    }

    @Test
    void whileTheNextOneRunsWhatWasSavedLastCounts() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 1, 4);
        runs();

        assertThat(work(1).saved()).isEqualTo(seconds(4));
        assertThat(Accounts.complete(attempts, marks, latest).get(1).work()).isEmpty();
    }

    @Test
    void oneOfWhichNobodyKnowsIsSteppedOver() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 1, 4);
        ran(8, AttemptEnd.LOST, 1, 1, 4, 0, 0);
        marks.set(1, Optional.empty());
        ran(20, AttemptEnd.EVICTED, 1, 1, 4, 1, 5);
        marks.set(2, Optional.empty());

        assertThat(work(1).saved()).isEqualTo(seconds(4));
        MapAccount sum = sum();
        assertThat(sum.good()).isEqualTo(seconds(4));
        assertThat(sum.lost()).isEqualTo(seconds(6));
        assertThat(sum.unknown()).isEqualTo(seconds(28));
        assertThat(sum.losses()).isEqualTo(1);
        assertThat(sum.evictions()).isEqualTo(2);
    }

    @Test
    void runAgainFromScratchAllBeforeIsLostTheOutputToo() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 2, 7);
        ran(20, AttemptEnd.COMPLETED, 2, 1, 7, 0, 0);
        latest = ranAgain(3, RerunFrom.SCRATCH, Optional.empty());
        assertSaved(0, 0);

        runs();
        assertSaved(0, 0);

        attempts.remove(2);
        marks.remove(2);
        ran(3, AttemptEnd.COMPLETED, 0, 0, 0, 0, 0);
        assertSaved(0, 0, 3);
        assertThat(sum().lost()).isEqualTo(seconds(30));
    }

    @Test
    void ofManyRunsFromScratchOnlyTheLastOutputCounts() {
        for (int run = 1; run <= 5; run++) {
            ran(3, AttemptEnd.COMPLETED, 0, 0, 0, 0, 0);
            latest = ranAgain(run, RerunFrom.SCRATCH, Optional.empty());
        }

        assertThat(sum().good()).isEqualTo(seconds(3));
        assertThat(sum().lost()).isEqualTo(seconds(12));
    }

    @Test
    void runAgainFromACheckpointWhatThatOneIsBuiltOnIsSaved() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 2, 7);
        ran(20, AttemptEnd.COMPLETED, 2, 1, 7, 3, 15);
        latest = ranAgain(3, new RerunFrom(4), Optional.of(new Base(2, 9_000)));
        assertSaved(7, 9);

        runs();
        assertSaved(7, 9);

        attempts.remove(2);
        marks.remove(2);
        ran(5, AttemptEnd.COMPLETED, 4, 2, 9, 0, 0);
        assertSaved(7, 9, 5);
    }

    @Test
    void runAgainFromAPinnedCheckpointOfTheFirstOneTheSecondIsLost() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 2, 7);
        ran(20, AttemptEnd.COMPLETED, 2, 1, 7, 3, 15);
        latest = ranAgain(3, RerunFrom.NEWEST, Optional.of(new Base(1, 5_000)));

        assertSaved(5, 0);
    }

    @Test
    void theNewestCheckpointMayBeOlderThanTheLastRun() {
        ran(10, AttemptEnd.HELD, 0, 0, 0, 2, 7);
        ran(20, AttemptEnd.ERRORED, 0, 0, 0, 0, 0);
        latest = new LatestRun(3, RerunFrom.NEWEST, () -> {
            throw new AssertionError("no file is read where the attempts tell");
        });

        assertSaved(7, 0);
    }

    @Test
    void oneOfWhichNobodyKnowsStartedWhereTheRunDid() {
        ran(10, AttemptEnd.HELD, 0, 0, 0, 2, 7);
        ran(5, AttemptEnd.LOST, 0, 0, 0, 0, 0);
        marks.set(1, Optional.empty());
        latest = ranAgain(2, RerunFrom.SCRATCH, Optional.empty());
        assertThat(work(1).saved()).isZero();

        latest = ranAgain(2, RerunFrom.NEWEST, Optional.empty());
        assertThat(work(1).saved()).isEqualTo(seconds(7));
    }

    @Test
    void oneThatEndedBeforeItStartedTakesNothingFromThoseBefore() {
        ran(10, AttemptEnd.EVICTED, 0, 0, 0, 2, 7);
        ran(1, AttemptEnd.LOST, 0, 0, 0, 0, 0);
        marks.set(1, Optional.of(WorkMarks.NONE));

        assertSaved(7, 0);
        assertThat(work(2)).isEqualTo(new AttemptWork(AttemptWork.NOT_STARTED, 0, seconds(0), seconds(1)));
    }

    /** Whatever the marks say, damaged ones too: no second is counted twice, and none is forgotten. */
    @Property
    void allTimeIsAccountedFor(@ForAll long seed, @ForAll @IntRange(max = 12) int count) {
        attempts.clear();
        marks.clear();
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            AttemptEnd end = AttemptEnd.values()[random.nextInt(AttemptEnd.values().length)];
            ran(
                    random.nextInt(20),
                    end,
                    random.nextInt(5),
                    random.nextInt(count + 2),
                    random.nextInt(30),
                    random.nextInt(3),
                    random.nextInt(30));
            if (random.nextInt(4) == 0) {
                marks.set(i, Optional.empty());
            }
        }
        latest = ranAgain(
                1 + random.nextInt(count + 1),
                new RerunFrom(random.nextInt(3)),
                Optional.of(new Base(random.nextInt(count + 1), random.nextInt(30_000))));

        MapAccount sum = sum();
        Duration all = attempts.stream()
                .map(attempt -> attempt.duration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(sum.good().plus(sum.lost()).plus(sum.unknown())).isEqualTo(all);
        assertThat(sum.attempts()).isEqualTo(count);
        for (Attempt attempt : Accounts.complete(attempts, marks, latest)) {
            attempt.work().ifPresent(work -> {
                assertThat(work.saved()).isGreaterThanOrEqualTo(Duration.ZERO);
                assertThat(work.lost()).isGreaterThanOrEqualTo(Duration.ZERO);
            });
        }
    }

    private static LatestRun ranAgain(int firstAttempt, RerunFrom from, Optional<Base> kept) {
        return new LatestRun(firstAttempt, from, () -> kept);
    }

    private void runs() {
        attempts.add(new Attempt(
                attempts.size() + 1, "node", Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), ""));
        marks.add(Optional.empty());
    }

    /** Of those that have ended. */
    private void assertSaved(int... saved) {
        for (int i = 0; i < saved.length; i++) {
            assertThat(work(i + 1).saved()).as("attempt %s", i + 1).isEqualTo(seconds(saved[i]));
        }
    }

    private MapAccount sum() {
        MapAccounts accounts = new MapAccounts();
        Accounts.complete(attempts, marks, latest).forEach(accounts::add);
        return accounts.sum();
    }

    private AttemptWork work(int attempt) {
        return Accounts.complete(attempts, marks, latest)
                .get(attempt - 1)
                .work()
                .orElseThrow();
    }

    private void ran(int time, AttemptEnd how, int from, int fromAttempt, int fromTime, int saves, int savedAt) {
        Instant end = Instant.EPOCH.plusSeconds(time);
        attempts.add(new Attempt(
                attempts.size() + 1,
                "node",
                Instant.EPOCH,
                Optional.of(end),
                Optional.of(how),
                Optional.of(seconds(time)),
                ""));
        marks.add(Optional.of(new WorkMarks(from, fromAttempt, fromTime * 1000L, saves, savedAt * 1000L)));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
