package io.htmap.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Hold;
import io.htmap.Status;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs and single events in the words of HTCondor itself. */
class HTCondorLogTest {
    private static final ZoneId MADISON = ZoneId.of("America/Chicago");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final EventParser parser = new EventParser(MADISON, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aLogWithClassicTimesIsFolded() throws IOException {
        EventFold fold = fold("classic.log", 4);
        MapState state = fold.state();

        assertThat(fold.damage().count()).isZero();
        assertThat(state.strays()).isZero();
        assertThat(state.latestCluster()).isEqualTo(104);
        assertThat(List.of(state.status(0), state.status(1), state.status(2), state.status(3)))
                .containsExactly(Status.COMPLETED, Status.HELD, Status.REMOVED, Status.RUNNING);

        List<Attempt> first = state.attempts(0);
        assertThat(first)
                .extracting(attempt -> attempt.how().orElseThrow())
                .containsExactly(AttemptEnd.EVICTED, AttemptEnd.LOST, AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(first).extracting(Attempt::host).containsExactly("node1", "node2", "node3", "node1.example.org");
        assertThat(first.get(0).start()).isEqualTo(Instant.parse("2026-02-27T16:00:10Z"));
        assertThat(first.get(0).end()).contains(Instant.parse("2026-02-27T16:05:00Z"));
        assertThat(first.get(0).reason()).isEqualTo("The job was vacated by condor_vacate_job");
        assertThat(first.get(1).reason()).isEqualTo("Job disconnected too long: JobLeaseDuration (40 seconds) expired");
        assertThat(first.get(2).reason()).isEqualTo("its end was not logged");

        assertThat(state.hold(1)).contains(new Hold("via condor_hold (by user alice)", 1, 0));
        assertThat(state.attempts(1).get(0).how()).contains(AttemptEnd.HELD);
        assertThat(state.reason(2)).isEqualTo("via condor_rm (by user alice)");
    }

    /** As a pool of version 23.9.6 writes it; the exit codes are those of {@code RequeueCode}. */
    @ParameterizedTest
    @CsvSource({
        "94, LOST",
        "80, LOST",
        "137, LOST",
        "200, LOST",
        "201, LOST",
        "202, ERRORED",
        "214, ERRORED",
        "227, LOST"
    })
    void anExitCodeTellsWhyAJobRunsAgain(int code, AttemptEnd how) throws Exception {
        String event =
                """
                004 (001.000.000) 2026-02-27 17:20:55 Job was evicted.
                \t(0) Job terminated and was requeued
                \t\tUsr 0 00:00:00, Sys 0 00:00:00  -  Run Remote Usage
                \t\tUsr 0 00:00:00, Sys 0 00:00:00  -  Run Local Usage
                \t3462  -  Run Bytes Sent By Job
                \t340  -  Run Bytes Received By Job
                \t(1) Normal termination (return value %d)
                \tThe job attribute OnExitRemove expression 'ExitCode == 0' evaluated to FALSE
                """
                        .formatted(code);

        EventBody.Evicted body = (EventBody.Evicted) parser.parse(event).body();

        assertThat(body.facts().end()).isEqualTo(how);
        assertThat(body.reason()).isEqualTo(how == AttemptEnd.LOST ? "its process ended with exit code " + code : "");
    }

    @ParameterizedTest
    @CsvSource({
        "93, LOST, it got nowhere",
        "215, FAILED, ran out of memory",
        "220, FAILED, is given all",
        "221, LOST, had less memory"
    })
    void anExitCodeTellsThatMoreMemoryIsAskedFor(int code, AttemptEnd how, String why) throws Exception {
        String event =
                """
                004 (001.000.000) 2026-02-27 17:20:55 Job was evicted.
                \t(0) Job terminated and was requeued
                \t(1) Normal termination (return value %d)
                \tThe job attribute OnExitRemove expression 'ExitCode == 0' evaluated to FALSE
                """
                        .formatted(code);

        EventBody.Evicted body = (EventBody.Evicted) parser.parse(event).body();

        assertThat(body.facts().end()).isEqualTo(how);
        assertThat(body.reason()).contains(why);
    }

    @Test
    void aSignalTellsWhyAJobRunsAgain() throws Exception {
        String event =
                """
                004 (001.000.000) 2026-02-27 17:20:55 Job was evicted.
                \t(0) Job terminated and was requeued
                \t(0) Abnormal termination (signal 9)
                \t(0) No core file
                \tThe job attribute OnExitRemove expression '(ExitBySignal =?= false)' evaluated to FALSE
                """;

        EventBody.Evicted body = (EventBody.Evicted) parser.parse(event).body();

        assertThat(body.facts().end()).isEqualTo(AttemptEnd.LOST);
        assertThat(body.reason()).isEqualTo("its process was killed by signal 9");
    }

    @Test
    void aRealLogIsFolded() throws IOException {
        EventFold fold = fold("real-23.9.6-local.log", 6);
        MapState state = fold.state();

        assertThat(fold.damage().count()).isZero();
        assertThat(state.counts())
                .containsEntry(Status.COMPLETED, 2)
                .containsEntry(Status.ERRORED, 2)
                .containsEntry(Status.REMOVED, 2);
        assertThat(ends(state, 0)).containsExactly(AttemptEnd.COMPLETED);
        assertThat(ends(state, 1)).containsExactly(AttemptEnd.FAILED);
        assertThat(state.attempts(1).get(0).reason()).isEqualTo("return value 7");
        assertThat(state.attempts(2).get(0).reason()).isEqualTo("signal 9");
        assertThat(ends(state, 3)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.LOST, AttemptEnd.REMOVED);
        assertThat(ends(state, 4)).containsExactly(AttemptEnd.HELD, AttemptEnd.HELD);
        assertThat(ends(state, 5)).as("exit 85 is no end").containsExactly(AttemptEnd.COMPLETED);
        assertThat(state.attempts(5).get(0).host()).isEqualTo("localhost");
    }

    @Test
    void aRealLogWithUtcAndEchoedAttributesIsFolded() throws IOException {
        EventFold fold = fold("real-23.9.6-utc.log", 2);

        assertThat(fold.damage().count()).isZero();
        assertThat(fold.state().status(0)).isEqualTo(Status.COMPLETED);
        assertThat(fold.state().status(1)).isEqualTo(Status.ERRORED);
        assertThat(fold.state().attemptCount(0)).isEqualTo(1);
        assertThat(fold.state().attempts(0).get(0).start()).isEqualTo("2026-11-23T01:15:49.052Z");
    }

    @Test
    void aLateMaterializationLogWithNotesIsFolded() throws IOException {
        EventFold fold = fold("factory.log", 6);
        MapState state = fold.state();

        assertThat(fold.damage().count()).isZero();
        assertThat(state.status(5)).isEqualTo(Status.ERRORED);
        assertThat(state.status(3)).isEqualTo(Status.ERRORED);
        assertThat(state.attempts(3).get(0).reason()).isEqualTo("signal 11");
        assertThat(state.attempts(3).get(0).start()).isEqualTo(Instant.parse("2026-02-27T16:00:01.250Z"));
        assertThat(state.count(Status.REMOVED)).isEqualTo(4);
        assertThat(state.reason(0)).startsWith("Materialized 2 jobs from 6 items.");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23 00:48:33, 2026-11-23T06:48:33Z",
        "2026-07-23 00:48:33, 2026-07-23T05:48:33Z",
        "2026-11-23T00:48:33, 2026-11-23T06:48:33Z",
        "2026-11-23 00:48:33Z, 2026-11-23T00:48:33Z",
        "2026-11-23T00:48:33Z, 2026-11-23T00:48:33Z",
        "2026-11-23 00:48:33.123Z, 2026-11-23T00:48:33.123Z",
        "2026-11-23T00:48:33.5, 2026-11-23T06:48:33.500Z",
        "2026-11-23 00:48:33.123456Z, 2026-11-23T00:48:33.123Z",
        "2026-11-23 00:48:33.1234567891Z, 2026-11-23T00:48:33.123Z",
        "2026-11-23 00:48:33.01Z, 2026-11-23T00:48:33.010Z",
        // no year: the latest that is not in the future
        "02/27 10:00:00, 2026-02-27T16:00:00Z",
        "03/02 05:59:59, 2026-03-02T11:59:59Z",
        "03/02 06:00:01, 2025-03-02T12:00:01Z",
        "12/31 23:00:00, 2026-01-01T05:00:00Z",
        "02/29 00:00:00, 2024-02-29T06:00:00Z",
        "12/31 23:59:59, 2026-01-01T05:59:59Z",
        "2026-12-31 23:59:59Z, 2026-12-31T23:59:59Z",
        "2024-02-29 00:00:00Z, 2024-02-29T00:00:00Z",
        "01/01 00:00:00.250, 2026-01-01T06:00:00.250Z",
    })
    void everyFormOfATimeIsRead(String time, Instant expected) throws EventParseException {
        assertThat(parser.parse("000 (1.0.0) " + time + " Job submitted from host: h\n")
                        .time())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "000",
                "0x0 (1.0.0) 01/01 00:00:00 Job submitted from host: h",
                "000(1.0.0) 01/01 00:00:00 Job submitted from host: h",
                "000 1.0.0 01/01 00:00:00 Job submitted from host: h",
                "000 (1.0) 01/01 00:00:00 Job submitted from host: h",
                "000 (1.0.0 01/01 00:00:00 Job submitted from host: h",
                "000 (x.0.0) 01/01 00:00:00 Job submitted from host: h",
                "000 (1.-.0) 01/01 00:00:00 Job submitted from host: h",
                "000 (99999999999.0.0) 01/01 00:00:00 Job submitted from host: h",
                "000 (1.0.0)01/01 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 13/01 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 02/30 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 00/00 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 00/01 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 01/32 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 2026-01-32 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 2026-01-00 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 01/01 00:00:60 Job submitted from host: h",
                "000 (1.0.0) 01/01 25:00:00 Job submitted from host: h",
                "000 (1.0.0) 01/01 00:60:00 Job submitted from host: h",
                "000 (1.0.0) 01/01-00:00:00 Job submitted from host: h",
                "000 (1.0.0) 2026-13-01 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 2026/01/01 00:00:00 Job submitted from host: h",
                "000 (1.0.0) 2026-01-01_00:00:00 Job submitted from host: h",
                "000 (1.0.0) 2026-01-01 00:00:00.Z Job submitted from host: h",
                "000 (1.0.0) 01/01 00:00:00 Job executing on host: h",
                "000 (1.0.0) 01/01 00:00:00",
                "005 (1.0.0) 01/01 00:00:00 Job terminated.",
                "005 (1.0.0) 01/01 00:00:00 Job terminated.\n\t(1) Normal termination (return value",
                "005 (1.0.0) 01/01 00:00:00 Job terminated.\n\t(1) Normal termination (return value )",
                "012 (1.0.0) 01/01 00:00:00 Job was hel",
            })
    void whatIsNotAnEventIsRefused(String text) {
        assertThatThrownBy(() -> parser.parse(text)).isInstanceOf(EventParseException.class);
    }

    @Test
    void aRefusalTellsWhere() {
        assertThatThrownBy(() -> parser.parse("000 [1.0.0) x"))
                .hasMessage("expected '(' at column 5 of the first line");
        assertThatThrownBy(() -> parser.parse("000 (1.0.0) 2x26-01-01"))
                .hasMessage("expected a digit at column 14 of the first line");
        assertThatThrownBy(() -> parser.parse("000 (.0.0) 2026-01-01"))
                .hasMessage("expected a number at column 6 of the first line");
        assertThatThrownBy(() -> parser.parse("000 (1.0.0) 2026-13-01"))
                .hasMessage("expected 1 to 12 at column 18 of the first line")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
        assertThatThrownBy(() -> parser.parse("000 (1.0.0) 2026-02-30 00:00:00 "))
                .hasMessageStartingWith("the time is not one: ");
        assertThatThrownBy(() -> parser.parse("012 (1.0.0) 2026-02-20 00:00:00 Nothing"))
                .hasMessage("event 12 does not say 'Job was held.'");
    }

    @Test
    void linesMayEndAsOnWindows() throws EventParseException {
        JobEvent event = parser.parse("012 (1.2.0) 02/27 10:00:00 Job was held.\r\n\twhy\r\n\tCode 3 Subcode -4\r\n");

        assertThat(event.job()).isEqualTo(new JobId(1, 2));
        assertThat(event.body()).isEqualTo(new EventBody.Held("why", 3, -4, EndFacts.UNKNOWN));
    }

    @Test
    void theMemoryOfTheSlotIsRead() throws EventParseException {
        String event = "001 (1.0.0) 02/27 10:00:00 Job executing on host: h\n\tSlotName: slot1_1@node1\n\tCpus = 1\n";

        assertThat(body(event + "\tDisk = 1024\n\tMemory = 128\n"))
                .isEqualTo(new EventBody.Executing("h", "slot1_1@node1", -1, 128));
        assertThat(body(event + "\tMemory = undefined\n")).isEqualTo(new EventBody.Executing("h", "slot1_1@node1", -1));
    }

    @Test
    void whatIsNotKnownInAnEventIsSkipped() throws EventParseException {
        assertThat(body("001 (1.0.0) 02/27 10:00:00 Job executing on host: h\n\tCpus = 1\n\tHtmapPid = x\n"))
                .isEqualTo(new EventBody.Executing("h", "", -1));
        assertThat(body("012 (1.0.0) 02/27 10:00:00 Job was held.\n\twhy\n\tCode x\n\thtmap end=LATER ms=5 more=1\n"))
                .isEqualTo(new EventBody.Held("why", 0, 0, new EndFacts(null, 5, null)));
        assertThat(body("012 (1.0.0) 02/27 10:00:00 Job was held.\n\twhy\n\thtmap more=1 end=LOST\n"))
                .isEqualTo(new EventBody.Held("why", 0, 0, EndFacts.UNKNOWN));
        assertThat(body("006 (1.0.0) 02/27 10:00:00 Image size of job updated: 12\n\t3  -  ProportionalSetSize\n\tx\n"))
                .isEqualTo(new EventBody.ImageSize(12, -1, -1));
        assertThat(body("028 (1.0.0) 02/27 10:00:00 Job ad information event triggered.\nA = 1\nnoise\n = 3\n"))
                .isEqualTo(new EventBody.JobAd(Map.of("A", "1")));
        assertThat(body("000 (1.0.0) 02/27 10:00:00 Job submitted from host: h\n    htmap component 12x\n"))
                .isEqualTo(new EventBody.Submitted("h", -1));
        assertThat(body("004 (1.0.0) 02/27 10:00:00 Job was evicted.\n\t(0) CPU times\n\tReason: r\n"
                        + "\tPartitionable Resources : x\n\tCpus : 1\n"))
                .isEqualTo(new EventBody.Evicted("r", EndFacts.UNKNOWN, Usage.NONE));
        assertThat(body("004 (1.0.0) 02/27 10:00:00 Job was evicted.\n\t(0) CPU times\n\tUser asked\n"))
                .isEqualTo(new EventBody.Evicted("User asked", EndFacts.UNKNOWN, Usage.NONE));
        assertThat(body("004 (1.0.0) 02/27 10:00:00 Job was evicted.\n\tUsr x  -  Run Remote Usage\n"))
                .isEqualTo(new EventBody.Evicted("", EndFacts.UNKNOWN, Usage.NONE));
    }

    @Test
    void usageIsRead() throws EventParseException {
        EventBody body = body("005 (1.0.0) 02/27 10:00:00 Job terminated.\n\t(1) Normal termination (return value 0)\n"
                + "\t\tUsr 1 02:03:04, Sys 0 00:01:01  -  Run Remote Usage\n"
                + "\t\tUsr 9 09:09:09, Sys 0 00:00:09  -  Run Local Usage\n"
                + "\t\tUsr 2 00:00:00, Sys 0 01:00:00  -  Total Remote Usage\n");

        assertThat(body)
                .isEqualTo(new EventBody.Terminated(
                        Exit.returned(0),
                        EndFacts.UNKNOWN,
                        Samples.USAGE,
                        new Usage(Duration.ofDays(2), Duration.ofHours(1))));
    }

    private static List<AttemptEnd> ends(MapState state, int component) {
        return state.attempts(component).stream()
                .map(attempt -> attempt.how().orElseThrow())
                .toList();
    }

    private EventBody body(String text) throws EventParseException {
        return parser.parse(text).body();
    }

    private EventFold fold(String name, int size) throws IOException {
        EventFold fold = new EventFold(parser, new MapState(size, JobMapping.PROC_IS_COMPONENT), new LogDamage());
        try (InputStream in = HTCondorLogTest.class.getResourceAsStream(name)) {
            byte[] bytes = in.readAllBytes();
            new LogScanner(LogPosition.START, fold).feed(bytes, 0, bytes.length);
        }
        return fold;
    }
}
