package io.htmap.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.ScratchMarks;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is to blame: the table of the promises, row by row. */
class VerdictTest {
    private static final ScratchMarks NEVER_STARTED =
            new ScratchMarks(false, false, false, -1, 0, 0, 0, 0, 0, 0, WorkMarks.NONE);
    private static final ScratchMarks STARTED =
            new ScratchMarks(true, false, false, -1, 0, 0, 0, 0, 0, 0, WorkMarks.NONE);

    @ParameterizedTest
    @ValueSource(ints = {128 + 9, 128 + 15})
    void aSignalThatWeDidNotSendIsALostNode(int exit) {
        Verdict verdict = judge(exit, STARTED, null);

        assertThat(verdict.end()).isEqualTo(AttemptEnd.LOST);
        assertThat(verdict.reason()).isEqualTo("killed by signal " + (exit - 128) + ", which we did not send");
        assertThat(verdict.runsAgain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 137, 143})
    void systemExitIsTheFunctionsWhateverItsCode(int exit) {
        ScratchMarks exiting = new ScratchMarks(true, true, false, -1, 0, 0, 0, 0, 0, 0, WorkMarks.NONE);

        Verdict verdict = judge(exit, exiting, null);

        assertThat(verdict)
                .isEqualTo(new Verdict(AttemptEnd.FAILED, "the function called System.exit(" + exit + ")", 3, exit));
        assertThat(verdict.runsAgain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "134 | 6 | SIGABRT, or with SIGSEGV or SIGBUS, after which Java ends itself so (its standard output says"
                        + " which)",
                "139 | 11 | signal 11",
                "135 | 7 | signal 7"
            })
    void aCrashInNativeCodeIsTheFunctions(int exit, int signal, String name) {
        Verdict verdict = judge(exit, STARTED, null);

        assertThat(verdict)
                .isEqualTo(new Verdict(AttemptEnd.FAILED, "its JVM crashed with " + name + ": last words", 3, signal));
    }

    @Test
    void haltIsTheFunctions() {
        assertThat(judge(7, STARTED, null))
                .isEqualTo(new Verdict(AttemptEnd.FAILED, "the function ended its JVM with code 7", 3, 7));
    }

    @Test
    void aJvmThatDidNotStartIsNeitherLostNorTheFunctions() {
        assertThat(judge(1, NEVER_STARTED, null))
                .isEqualTo(new Verdict(AttemptEnd.FAILED, "Java did not start (exit code 1): last words", 6, 1));
    }

    @Test
    void whoGotNowhereIsEvictedAndRunsAgain() {
        Verdict verdict = judge(ExitCode.STALLED.number(), own(ExitCode.STALLED), null);

        assertThat(verdict.end()).isEqualTo(AttemptEnd.EVICTED);
        assertThat(verdict.runsAgain()).isTrue();
        assertThat(verdict.reason()).contains("option stallTimeout").matches(Verdict::isStalled);
        assertThat(judge(ExitCode.STALLED.number(), STARTED, null).end()).isEqualTo(AttemptEnd.FAILED);
        assertThat(unseen(ExitCode.STALLED)).isEqualTo(verdict);
        assertThat(judge(ExitCode.STALLED.number(), own(ExitCode.STALLED), Stop.VACATE)
                        .reason())
                .isEqualTo("vacated");
    }

    @Test
    void whoHasUsedUpItsRunTimeIsHeld() {
        Verdict verdict = judge(ExitCode.OUT_OF_TIME.number(), own(ExitCode.OUT_OF_TIME), null);

        assertThat(verdict.end()).isEqualTo(AttemptEnd.HELD);
        assertThat(verdict.holdCode()).isEqualTo(Verdict.POLICY);
        assertThat(verdict.reason()).contains("option maxRunTime").matches(Verdict::isOutOfTime);
        assertThat(unseen(ExitCode.OUT_OF_TIME)).isEqualTo(verdict);
    }

    private static Verdict unseen(ExitCode code) {
        return Verdict.withoutOutput(new Verdict.Evidence(
                Optional.empty(), own(code), null, false, Duration.ofSeconds(1), "last words", 512));
    }

    @Test
    void outOfMemoryNamesTheOption() {
        Verdict verdict = judge(ExitCode.OUT_OF_MEMORY.number(), own(ExitCode.OUT_OF_MEMORY), null);

        assertThat(verdict.end()).isEqualTo(AttemptEnd.FAILED);
        assertThat(verdict.holdCode()).isEqualTo(34);
        assertThat(verdict.reason()).contains("asked for 512 MB");
    }

    @ParameterizedTest
    @CsvSource({"OUTPUT_NOT_WRITTEN, 12, 28", "NOT_RESTORED, 13, 28", "BAD_JOB, 13, 0"})
    void whatTheRunnerCouldNotDoIsHeldWithItsWords(ExitCode code, int holdCode, int subcode) {
        Verdict verdict = judge(code.number(), own(code), null);

        assertThat(verdict.end()).isEqualTo(AttemptEnd.FAILED);
        assertThat(verdict.holdCode()).isEqualTo(holdCode);
        assertThat(verdict.holdSubcode()).isEqualTo(subcode);
        assertThat(verdict.reason()).endsWith("last words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EVICTED", "FENCED"})
    void aRunnerThatSomebodyElseSentAwayLostItsNode(ExitCode code) {
        assertThat(judge(code.number(), own(code), null).end()).isEqualTo(AttemptEnd.LOST);
    }

    @Test
    void whatWeToldToLeaveIsNobodysFault() {
        assertThat(judge(80, own(ExitCode.EVICTED), Stop.VACATE))
                .isEqualTo(new Verdict(AttemptEnd.EVICTED, "vacated", 0, 0));
        assertThat(judge(80, own(ExitCode.EVICTED), Stop.SHUTDOWN))
                .isEqualTo(new Verdict(AttemptEnd.EVICTED, "the scheduler was stopped", 0, 0));
        assertThat(judge(137, STARTED, Stop.HOLD)).isEqualTo(new Verdict(AttemptEnd.HELD, "held on request", 1, 0));
        assertThat(judge(137, STARTED, Stop.REMOVE))
                .isEqualTo(new Verdict(AttemptEnd.REMOVED, "removed on request", 0, 0));
    }

    @Test
    void aKillAfterTheGracePeriodIsTold() {
        Verdict verdict = Verdict.withoutOutput(evidence(Optional.of(137), STARTED, Stop.VACATE, true));

        assertThat(verdict.reason()).isEqualTo("vacated; killed, since it had not ended within 1.5 s");
        assertThat(verdict.end()).isEqualTo(AttemptEnd.EVICTED);
    }

    @Test
    void withoutAWitnessTheMarksDecide() {
        assertThat(Verdict.withoutOutput(evidence(Optional.empty(), own(ExitCode.EVICTED), null, false)))
                .isEqualTo(new Verdict(AttemptEnd.EVICTED, "its scheduler ended, and it left politely", 0, 0));
        assertThat(Verdict.withoutOutput(evidence(Optional.empty(), STARTED, null, false)))
                .isEqualTo(new Verdict(AttemptEnd.LOST, "it ended together with its scheduler", 0, 0));
    }

    @Test
    void aCodeOfTheRunnersThatTheFunctionUsedIsTheFunctions() {
        assertThat(judge(ExitCode.OUT_OF_MEMORY.number(), STARTED, null).reason())
                .isEqualTo("the function ended its JVM with code " + ExitCode.OUT_OF_MEMORY.number());
    }

    private static ScratchMarks own(ExitCode code) {
        return new ScratchMarks(true, false, false, code.number(), 0, 0, 0, 0, 0, 0, WorkMarks.NONE);
    }

    private static Verdict judge(int exit, ScratchMarks marks, @Nullable Stop stop) {
        return Verdict.withoutOutput(evidence(Optional.of(exit), marks, stop, false));
    }

    private static Verdict.Evidence evidence(
            Optional<Integer> exit, ScratchMarks marks, @Nullable Stop stop, boolean killed) {
        return new Verdict.Evidence(exit, marks, stop, killed, Duration.ofMillis(1500), "last words", 512);
    }
}
