package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.attempt.RequeueCode;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the script of a job makes of the limits of failures and evictions. */
@Tag("process")
class RunScriptLimitsTest extends RunScriptFixture {
    private static final String THREW = "printf 'S--001' >../marks; echo report >../state/output; exit 1";
    private static final String LEAVES =
            "trap \"printf 'S--080' >../marks; exit 80\" TERM; touch ../running;" + " while :; do sleep 0.05; done";

    private void limits(int retries, int maxEvictions) {
        limits = List.of("-", "-", "", "", "", "", Integer.toString(retries), Integer.toString(maxEvictions));
    }

    @Test
    void oneThatThrowsRunsAgainAsOftenAsItMay() throws Exception {
        limits(2, 0);
        java(THREW);

        assertThat(run()).as("the report is uploaded first").isEqualTo(CHECKPOINT);
        assertThat(state("output")).isEmpty();
        assertThat(state("failures/1")).isEqualTo("report");
        assertThat(run()).isEqualTo(RequeueCode.RETRY);

        moveOn();
        assertThat(runToTheEnd()).isEqualTo(RequeueCode.RETRY + 1);
        moveOn();
        assertThat(runToTheEnd()).as("no retry is left").isEqualTo(1);
        assertThat(state("output")).isEqualTo("report");
        assertThat(state("ends")).isEqualTo("1 1 S--001\n2 1 S--001\n3 1 S--001");
    }

    @Test
    void lossesUseUpNoRetry() throws Exception {
        limits(1, 0);
        java("printf 'S-----' >../marks; exit 137");
        assertThat(runToTheEnd()).isEqualTo(93);

        moveOn();
        java(THREW);
        assertThat(runToTheEnd()).isEqualTo(RequeueCode.RETRY);
    }

    @Test
    void waitsOfRetriesStayBelowTheExitCodesOfTheNextLevel() throws Exception {
        limits(99, 0);
        java(THREW);
        String threwOften = "1 1 \n".repeat(RequeueCode.WAITS);
        Files.writeString(sandbox.resolve("state").resolve("ends"), threwOften);

        assertThat(runToTheEnd()).isEqualTo(RequeueCode.RETRY + RequeueCode.WAITS - 1);
    }

    private int evicted() throws Exception {
        Files.deleteIfExists(sandbox.resolve("running"));
        java(LEAVES);
        Process script = start();
        await("sandbox/running");
        script.toHandle().destroy();
        return exitCode(script);
    }

    @Test
    void eachEvictionTooManySaysSo() throws Exception {
        limits(0, 2);
        assertThat(evicted()).isEqualTo(EVICTED);
        moveOn();
        assertThat(evicted()).isEqualTo(RequeueCode.EVICTED_TOO_OFTEN);

        moveOn();
        jobAd("NumHolds = 1", "LastHoldReasonSubCode = " + RequeueCode.EVICTED_TOO_OFTEN);
        assertThat(evicted()).as("released, it has as many again").isEqualTo(EVICTED);
        moveOn();
        assertThat(evicted()).isEqualTo(RequeueCode.EVICTED_TOO_OFTEN_AGAIN);
    }

    @Test
    void aHoldIsNoEviction() throws Exception {
        limits(0, 2);
        assertThat(evicted()).isEqualTo(EVICTED);
        moveOn();
        jobAd("NumHolds = 1", "LastHoldReasonSubCode = 0");
        assertThat(evicted()).as("it had been held").isEqualTo(EVICTED);
        moveOn();
        assertThat(evicted()).isEqualTo(RequeueCode.EVICTED_TOO_OFTEN);
    }

    @Test
    void oneThatThrowsWhenItIsToldToLeaveUsesUpARetryAndNoEviction() throws Exception {
        limits(1, 2);
        java("trap \"" + THREW.replace("\"", "") + "\" TERM; touch ../running; while :; do sleep 0.05; done");
        Process script = start();
        await("sandbox/running");
        script.toHandle().destroy();

        assertThat(exitCode(script)).isEqualTo(EVICTED);
        assertThat(state("failures/1")).isEqualTo("report");
        moveOn();
        assertThat(evicted()).isEqualTo(EVICTED);
        moveOn();
        java(THREW);
        assertThat(runToTheEnd()).as("no retry is left").isEqualTo(1);
    }

    /** As with a version of HTCondor that notes no exit code of a job that it evicts. */
    @Test
    void oneThatNobodyHeldIsHeldAtItsNextStart() throws Exception {
        limits(0, 1);
        assertThat(evicted()).isEqualTo(RequeueCode.EVICTED_TOO_OFTEN);
        moveOn();
        java("touch ../started");

        assertThat(run()).isEqualTo(JobEnds.EVICTED_TOO_OFTEN);
        assertThat(sandbox.resolve("started")).doesNotExist();
    }
}
