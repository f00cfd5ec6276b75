package io.htmap.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.AttemptWork;
import io.htmap.MapAccount;
import io.htmap.runtime.internal.wire.WorkMarks;
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
        attempts.add(new Attempt(2, "node", Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), ""));
        marks.add(Optional.empty());

        assertThat(work(1).saved()).isEqualTo(seconds(4));
        assertThat(Accounts.complete(attempts, marks).get(1).work()).isEmpty();
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

        MapAccount sum = sum();
        Duration all = attempts.stream()
                .map(attempt -> attempt.duration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(sum.good().plus(sum.lost()).plus(sum.unknown())).isEqualTo(all);
        assertThat(sum.attempts()).isEqualTo(count);
        for (Attempt attempt : Accounts.complete(attempts, marks)) {
            attempt.work().ifPresent(work -> {
                assertThat(work.saved()).isGreaterThanOrEqualTo(Duration.ZERO);
                assertThat(work.lost()).isGreaterThanOrEqualTo(Duration.ZERO);
            });
        }
    }

    private MapAccount sum() {
        MapAccounts accounts = new MapAccounts();
        Accounts.complete(attempts, marks).forEach(accounts::add);
        return accounts.sum();
    }

    private AttemptWork work(int attempt) {
        return Accounts.complete(attempts, marks).get(attempt - 1).work().orElseThrow();
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
