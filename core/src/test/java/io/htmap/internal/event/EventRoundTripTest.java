package io.htmap.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.spi.RerunFrom;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventRoundTripTest {
    private final EventParser parser = new EventParser();

    static Stream<EventBody> bodies() {
        return Stream.of(
                new EventBody.Submitted("submit.example.org"),
                new EventBody.Submitted(""),
                new EventBody.Submitted("<127.0.0.1:9618?addrs=127.0.0.1-9618>", 999_999),
                new EventBody.Submitted("h", 0),
                new EventBody.Submitted("h", 0, RerunFrom.SCRATCH),
                new EventBody.Submitted("h", -1, RerunFrom.NEWEST),
                new EventBody.Submitted("h", -1, new RerunFrom(12)),
                new EventBody.Submitted("<127.0.0.1:0?alias=h&x=y", 0),
                new EventBody.Executing("", "", -1),
                new EventBody.Executing("node1", "", 4711),
                new EventBody.Executing("node1", "", 0),
                new EventBody.Executing("<10.0.0.1:9618?alias=node7&sock=x>", "slot1_1@node7", -1),
                new EventBody.Executing("node1", "slot1_1@node7", -1, 128),
                new EventBody.Evicted("", EndFacts.UNKNOWN, Usage.NONE),
                new EventBody.Evicted("asked to", EndFacts.of(AttemptEnd.EVICTED), Samples.USAGE),
                new EventBody.Evicted("", new EndFacts(AttemptEnd.LOST, 0, Exit.signalled(9)), Usage.NONE),
                new EventBody.Evicted("", new EndFacts(null, 5, Exit.returned(0)), Usage.NONE),
                new EventBody.Terminated(Exit.returned(0), EndFacts.UNKNOWN, Usage.NONE, Samples.USAGE),
                new EventBody.Terminated(
                        Exit.returned(137), new EndFacts(null, 12345, null), Samples.USAGE, Usage.NONE),
                new EventBody.Terminated(Exit.signalled(11), EndFacts.UNKNOWN, Samples.USAGE, Samples.USAGE),
                new EventBody.ImageSize(2248, 3, 2100),
                new EventBody.ImageSize(0, 0, 0),
                new EventBody.ImageSize(2248, -1, -1),
                new EventBody.Held("via condor_hold (by user me)", 1, 0, EndFacts.UNKNOWN),
                new EventBody.Held("", 34, 104, new EndFacts(AttemptEnd.FAILED, 17, Exit.returned(3))),
                new EventBody.JobAd(java.util.Map.of()),
                Samples.jobAd(),
                Samples.note(EventType.SHADOW_EXCEPTION, "Error from slot1@node: gone"),
                Samples.note(EventType.SHADOW_EXCEPTION),
                Samples.note(EventType.GENERIC, "any text: with, signs"),
                Samples.note(EventType.ABORTED, "via condor_rm (by user me)"),
                Samples.note(EventType.ABORTED),
                Samples.note(EventType.SUSPENDED, "Number of processes actually suspended: 3"),
                Samples.note(EventType.UNSUSPENDED),
                Samples.note(EventType.RELEASED, "via condor_release (by user me)"),
                Samples.note(EventType.RELEASED),
                Samples.note(EventType.DISCONNECTED, "Socket between submit and execute hosts closed unexpectedly"),
                Samples.note(EventType.RECONNECTED, "slot1@node1"),
                Samples.note(EventType.RECONNECT_FAILED, "Job disconnected too long: JobLeaseDuration expired"),
                Samples.note(EventType.FACTORY_SUBMITTED, "<127.0.0.1:9618>"),
                Samples.note(EventType.FACTORY_SUBMITTED, ""),
                Samples.note(EventType.FACTORY_REMOVED, "Materialized 10 jobs from 100 items.\tPaused"),
                Samples.note(EventType.FACTORY_PAUSED, "because"),
                Samples.note(EventType.FACTORY_RESUMED),
                Samples.note(EventType.FILE_TRANSFER, "Started transferring input files"),
                new EventBody.Other(3, "Job was checkpointed."),
                new EventBody.Other(47, ""),
                new EventBody.Other(29, "The job's remote status is unknown"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void everyKindOfEventIsReadAsItWasWritten(EventBody body) throws Exception {
        JobEvent event = Samples.event(0, body);

        assertThat(parse(event)).isEqualTo(event);
        assertThat(parse(event).type()).isEqualTo(body.type());
    }

    @Test
    void aTimeIsKeptToTheMillisecond() throws Exception {
        JobEvent event = Samples.event(0, Samples.submitted()).at(Instant.parse("2026-01-02T03:04:05.006999Z"));

        assertThat(text(event)).startsWith("000 (007.000.000) 2026-01-02 03:04:05.006Z Job submitted from host: ");
        assertThat(parse(event).time()).isEqualTo(Instant.parse("2026-01-02T03:04:05.006Z"));
    }

    @Test
    void aClusterHasMinusOneForItsProcess() throws Exception {
        JobEvent event = new JobEvent(JobId.ofCluster(12), Samples.T0, Samples.note(EventType.FACTORY_PAUSED));

        assertThat(text(event)).startsWith("037 (012.-01.-01) ");
        assertThat(parse(event)).isEqualTo(event);
        assertThat(parse(event).job().isCluster()).isTrue();
        assertThat(new JobId(12, 0).isCluster()).isFalse();
        assertThat(new JobId(12, 34)).hasToString("12.34");
    }

    @Test
    void aHostIsAnAddressOfLimitedLength() {
        assertThat(text(Samples.event(0, new EventBody.Submitted("")))).endsWith("host: <127.0.0.1:0>\n...\n");
        assertThat(text(Samples.event(0, new EventBody.Submitted("h".repeat(900)))))
                .endsWith("host: <127.0.0.1:0?alias=" + "h".repeat(255) + ">\n...\n");
    }

    @Test
    void anExecuteEventLooksAsHTCondorWritesIt() {
        assertThat(text(Samples.event(0, new EventBody.Executing("node1", "slot1@node1", 12))))
                .isEqualTo(
                        "001 (007.000.000) 2026-11-23 00:48:33.123Z Job executing on host: <127.0.0.1:0?alias=node1>\n"
                                + "\tSlotName: slot1@node1\n\tHtmapPid = 12\n...\n");
    }

    @Test
    void anEvictedEventLooksAsHTCondorWritesIt() {
        EventBody body = new EventBody.Evicted(
                "asked to", new EndFacts(AttemptEnd.EVICTED, 99, Exit.returned(143)), Samples.USAGE);

        assertThat(text(Samples.event(0, body)))
                .isEqualTo("004 (007.000.000) 2026-11-23 00:48:33.123Z Job was evicted.\n"
                        + "\t(0) CPU times\n"
                        + "\t\tUsr 1 02:03:04, Sys 0 00:01:01  -  Run Remote Usage\n"
                        + "\t\tUsr 0 00:00:00, Sys 0 00:00:00  -  Run Local Usage\n"
                        + "\t0  -  Run Bytes Sent By Job\n"
                        + "\t0  -  Run Bytes Received By Job\n"
                        + "\tReason: asked to\n"
                        + "\thtmap end=EVICTED ms=99 exit=143\n"
                        + "...\n");
    }

    @Test
    void aTerminatedEventLooksAsHTCondorWritesIt() {
        EventBody body =
                new EventBody.Terminated(Exit.signalled(11), new EndFacts(null, 5, null), Samples.USAGE, Usage.NONE);

        assertThat(text(Samples.event(0, body)))
                .isEqualTo("005 (007.000.000) 2026-11-23 00:48:33.123Z Job terminated.\n"
                        + "\t(0) Abnormal termination (signal 11)\n"
                        + "\t(0) No core file\n"
                        + "\t\tUsr 1 02:03:04, Sys 0 00:01:01  -  Run Remote Usage\n"
                        + "\t\tUsr 0 00:00:00, Sys 0 00:00:00  -  Run Local Usage\n"
                        + "\t\tUsr 0 00:00:00, Sys 0 00:00:00  -  Total Remote Usage\n"
                        + "\t\tUsr 0 00:00:00, Sys 0 00:00:00  -  Total Local Usage\n"
                        + "\thtmap ms=5\n"
                        + "...\n");
    }

    @Test
    void aHeldEventLooksAsHTCondorWritesIt() {
        EventBody body = new EventBody.Held("", 34, 104, new EndFacts(AttemptEnd.FAILED, -1, Exit.signalled(6)));

        assertThat(text(Samples.event(0, body)))
                .isEqualTo("012 (007.000.000) 2026-11-23 00:48:33.123Z Job was held.\n"
                        + "\tReason unspecified\n"
                        + "\tCode 34 Subcode 104\n"
                        + "\thtmap end=FAILED signal=6\n"
                        + "...\n");
    }

    @Test
    void theTextsThatHTCondorsReaderInsistsOnAreThere() {
        assertThat(text(Samples.event(0, Samples.note(EventType.SUSPENDED))))
                .endsWith("Job was suspended.\n\tNumber of processes actually suspended: 1\n...\n");
        assertThat(text(Samples.event(0, Samples.note(EventType.ABORTED, "why"))))
                .endsWith("Job was aborted.\n\twhy\n...\n");
        assertThat(text(Samples.event(0, Samples.note(EventType.DISCONNECTED, "why"))))
                .endsWith("Job disconnected, attempting to reconnect\n    why\n"
                        + "    Trying to reconnect to the node\n...\n");
        assertThat(text(Samples.event(0, Samples.note(EventType.RECONNECT_FAILED, "why"))))
                .endsWith("Job reconnection failed\n    why\n"
                        + "    Can not reconnect to the node, rescheduling job\n...\n");
        assertThat(text(Samples.event(0, Samples.note(EventType.RECONNECTED, "node1"))))
                .endsWith("Job reconnected to node1\n    startd address: node1\n    starter address: node1\n...\n");
        assertThat(text(Samples.event(0, new EventBody.Submitted("h", 17))))
                .endsWith("Job submitted from host: <127.0.0.1:0?alias=h>\n    htmap component 17\n...\n");
        assertThat(text(Samples.event(0, Samples.jobAd())))
                .endsWith("triggered.\nJobStatus = 2\nOwner = \"a = b\"\nSize = 1000\n...\n");
    }

    @Test
    void aTextCannotEndItsEvent() {
        String evil = "one\n...\r\n000 (1.0.0) x";

        assertThat(text(Samples.event(0, new EventBody.Held(evil, 1, 0, EndFacts.UNKNOWN))))
                .contains("\tone|... |000 (1.0.0) x\n")
                .containsOnlyOnce("...\n");
    }

    @Test
    void aTextIsCutWhereHTCondorsReaderWouldGiveUp() throws Exception {
        EventBody generic = Samples.note(EventType.GENERIC, "g".repeat(1500));
        EventBody held = new EventBody.Held("h".repeat(10_000), 1, 0, EndFacts.UNKNOWN);

        assertThat(parse(Samples.event(0, generic)).body()).isEqualTo(Samples.note(EventType.GENERIC, "g".repeat(900)));
        assertThat(parse(Samples.event(0, held)).body())
                .isEqualTo(new EventBody.Held("h".repeat(8191), 1, 0, EndFacts.UNKNOWN));
    }

    private JobEvent parse(JobEvent event) throws EventParseException {
        byte[] bytes = EventFormat.format(event);
        assertThat(bytes).endsWith("...\n".getBytes(StandardCharsets.UTF_8));
        return parser.parse(bytes, 0, bytes.length - 4);
    }

    private static String text(JobEvent event) {
        return new String(EventFormat.format(event), StandardCharsets.UTF_8);
    }
}
