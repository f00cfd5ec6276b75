package io.htmap.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.internal.checkpoint.Ancestry;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireFilesTest {
    private static final JobSpec JOB = new JobSpec(
            "id",
            "a tag\nof two lines",
            5,
            2,
            Path.of("/map/function"),
            Path.of("/map/inputs/00000"),
            Path.of("/map/checkpoints/5"),
            Path.of("/scratch/out/output"),
            Duration.ofMillis(1500),
            Limits.NONE);

    private static final AttemptAccount ACCOUNT =
            new AttemptAccount(5, 2, "host", 1234, "17.0.1", "vendor", 11, 12, 13, 14, 15, 16, 17);

    private static final ErrorReport REPORT = new ErrorReport(
            "a.B",
            "two\nlines \\n",
            List.of("a.B: two", "", "\tat x"),
            5,
            2,
            "host",
            "17.0.1",
            "vendor",
            Instant.ofEpochMilli(1_700_000_000_000L),
            1_540_000_000L,
            List.of("file  3 bytes"));

    @TempDir
    Path temporary;

    @Test
    void jobComesBackAsItWasWritten() throws Exception {
        Path file = temporary.resolve("job");
        JOB.write(file);
        assertThat(JobSpec.read(file)).isEqualTo(JOB);
    }

    @Test
    void limitsComeBackAsTheyWereWritten() throws Exception {
        for (Limits limits : List.of(new Limits(Duration.ofMillis(7), null), new Limits(null, Duration.ZERO))) {
            JobSpec job = new JobSpec(
                    JOB.mapId(),
                    JOB.tag(),
                    JOB.component(),
                    JOB.attempt(),
                    JOB.functionFile(),
                    JOB.inputFile(),
                    JOB.checkpointFolder(),
                    JOB.outputFile(),
                    JOB.grace(),
                    limits);
            Path file = temporary.resolve("job");
            job.write(file);
            assertThat(JobSpec.read(file)).isEqualTo(job);
        }
        for (String senseless : List.of("", "7", "7 8 9", "x -")) {
            assertThatThrownBy(() -> Limits.parse(senseless)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void jobOfAComponentThatRunsAgainComesBackAsItWasWritten() throws Exception {
        JobSpec again = new JobSpec(
                JOB.mapId(),
                JOB.tag(),
                JOB.component(),
                JOB.attempt(),
                JOB.functionFile(),
                JOB.inputFile(),
                JOB.checkpointFolder(),
                JOB.outputFile(),
                JOB.grace(),
                Limits.NONE,
                new Ancestry(2, 7, 9));
        Path file = temporary.resolve("job");
        again.write(file);
        assertThat(JobSpec.read(file)).isEqualTo(again);
    }

    @Test
    void accountComesBackAsItWasWritten() throws Exception {
        assertThat(AttemptAccount.read(ACCOUNT.toBytes(), "account")).isEqualTo(ACCOUNT);
    }

    @Test
    void reportComesBackAsItWasWritten() throws Exception {
        assertThat(ErrorReport.read(REPORT.toBytes(), "report")).isEqualTo(REPORT);
        ErrorReport bare =
                new ErrorReport("a.B", null, List.of(), 0, 1, "h", "17", "v", Instant.ofEpochMilli(0), 0, List.of());
        assertThat(ErrorReport.read(bare.toBytes(), "report")).isEqualTo(bare);
    }

    @Test
    void reportIsReadableByPeople() {
        assertThat(REPORT.render())
                .isEqualTo("component 5, attempt 2: a.B: two\nlines \\n\n"
                        + "  on host, Java 17.0.1 (vendor), at 2023-11-14T22:13:20Z, after 1.5 s\n"
                        + "  stack trace:\n    a.B: two\n    \n    \tat x\n"
                        + "  working directory:\n    file  3 bytes\n");
        assertThat(REPORT).hasToString(REPORT.render());
    }

    @Test
    void damageIsFound() throws Exception {
        Path file = temporary.resolve("job");
        byte[] whole = JOB.toBytes();
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertDamaged(() -> JobSpec.read(file));
        }
    }

    @Test
    void missingAndSenselessEntriesAreRefused() throws Exception {
        for (byte[] whole : List.of(JOB.toBytes(), ACCOUNT.toBytes(), REPORT.toBytes())) {
            Map<String, String> values = CheckedText.parse(whole, "whole").values();
            for (String key : values.keySet()) {
                if (!key.equals("message")) {
                    assertRefused(without(values, key));
                }
                if (!List.of("map", "tag", "type", "message", "host", "stack", "working_directory")
                                .contains(key)
                        && !key.startsWith("java")) {
                    assertRefused(with(values, key, "\0"));
                }
            }
            assertRefused(with(values, "component", "99999999999"));
            assertRefused(with(values, "component", "-99999999999"));
        }
    }

    @Test
    void newerFormatsAreRefused() throws Exception {
        Map<String, String> values =
                CheckedText.parse(ACCOUNT.toBytes(), "account").values();
        for (String format : List.of("0", "2")) {
            assertThatExceptionOfType(DamagedRecordException.class)
                    .isThrownBy(() -> AttemptAccount.read(with(values, "format", format), "the account"))
                    .withMessage("the account has format " + format + ", this HTMap reads formats 1 to 1: use the"
                            + " version that wrote it, or a newer one");
        }
    }

    @Property(tries = 200)
    void noiseIsRefused(@ForAll byte[] noise, @ForAll String text) {
        assertDamaged(() -> ErrorReport.read(noise, "noise"));
        assertDamaged(() -> AttemptAccount.read(text.getBytes(StandardCharsets.UTF_8), "noise"));
    }

    @Test
    void exitCodesAreFixed() {
        assertThat(ExitCode.values())
                .extracting(ExitCode::number)
                .containsExactly(0, 1, 80, 81, 82, 83, 84, 85, 86, 87, 88);
        assertThat(ExitCode.of(80)).contains(ExitCode.EVICTED);
        assertThat(ExitCode.of(143)).isEmpty();
    }

    @Test
    void scratchLayoutIsFixed() {
        ScratchLayout layout = new ScratchLayout(Path.of("/s"));
        assertThat(List.of(
                        layout.job(),
                        layout.lock(),
                        layout.marks(),
                        layout.work(),
                        layout.out(),
                        layout.output(),
                        layout.stdout(),
                        layout.stderr()))
                .extracting(Path::toString)
                .containsExactly(
                        "/s/job",
                        "/s/lock",
                        "/s/marks",
                        "/s/work",
                        "/s/out",
                        "/s/out/output",
                        "/s/stdout",
                        "/s/stderr");
    }

    private void assertRefused(byte[] bytes) throws Exception {
        Path file = Files.write(temporary.resolve("job"), bytes);
        assertDamaged(() -> JobSpec.read(file));
        assertDamaged(() -> AttemptAccount.read(bytes, "account"));
        assertDamaged(() -> ErrorReport.read(bytes, "report"));
    }

    private static void assertDamaged(ThrowingCallable reading) {
        assertThatExceptionOfType(DamagedRecordException.class).isThrownBy(reading);
    }

    private static byte[] without(Map<String, String> values, String key) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.remove(key);
        return new CheckedText(changed).toBytes();
    }

    private static byte[] with(Map<String, String> values, String key, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(key, value);
        return new CheckedText(changed).toBytes();
    }
}
