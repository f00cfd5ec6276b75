package io.htmap.internal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.internal.capture.AllowedTypes;
import io.htmap.internal.capture.SafeObjectReader;
import io.htmap.internal.store.OutputAppender;
import io.htmap.internal.store.OutputStore;
import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An output may be bigger than the memory of the scheduler, which brings home those of all maps. */
@Tag("process")
class LargeOutputTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int MEGABYTES = 64;

    @TempDir
    Path folder;

    @Test
    void isBroughtHomeFoundAgainAndReadInLittleMemory() throws Exception {
        ScratchLayout scratch = new ScratchLayout(folder);
        Files.createDirectory(scratch.out());
        try (RecordWriter writer = RecordWriter.create(scratch.output())) {
            writer.append(RecordKind.VALUE, 7, 1, payload -> new ObjectOutputStream(payload)
                    .writeObject(new byte[MEGABYTES * MEGABYTE]));
        }

        assertThat(run(MEGABYTES / 2, BringsHome.class)).isEqualTo("VALUE");
        // of the value alone, there would not be room for two
        assertThat(run(MEGABYTES * 7 / 4, Reads.class)).isEqualTo("" + MEGABYTES * MEGABYTE);
    }

    private String run(int heapMb, Class<?> program) throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMb + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    /** What a client does. */
    static final class Reads {
        private Reads() {}

        public static void main(String[] arguments) throws IOException {
            OutputStore stored = new OutputStore(Path.of(arguments[0], "outputs"));
            try (OutputStore.Opened output = stored.open(7, 1).orElseThrow()) {
                byte[] value = (byte[]) SafeObjectReader.read(
                        "it",
                        output.bytes(),
                        output.length(),
                        AllowedTypes.parse(List.of()),
                        LargeOutputTest.class.getClassLoader());
                System.out.print(value.length);
            }
        }
    }

    /** What the scheduler does with an output, and the next one that takes over from it. */
    static final class BringsHome {
        private BringsHome() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Path outputs = folder.resolve("outputs");
            AttemptFiles files = new AttemptFiles(7, 1, new ScratchLayout(folder));
            RecordHeader output = files.output().orElseThrow();
            try (OutputAppender appender = new OutputAppender(outputs)) {
                files.packOutput(appender, RecordKind.VALUE, output);
            }
            System.out.print(new OutputStore(outputs).kindOfOutput(7, 1).orElseThrow());
        }
    }

    @Test
    @Tag("full")
    void doesNotEndTheScheduler() throws Exception {
        int bytes = 600 * MEGABYTE;
        MapOptions options = MapOptions.builder().memoryMb(2048).build();
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, byte[]> map =
                    home.htmap().map("big", (MapFunction<Integer, byte[]>) byte[]::new, List.of(bytes), options);
            long scheduler = home.awaitScheduler();

            map.await(Waits.LONG);

            assertThat(map.status(0)).isEqualTo(Status.COMPLETED);
            assertThat(Files.size(map.directory().resolve("outputs/000000"))).isGreaterThan(bytes);
            assertThat(Files.readString(home.path().resolve("scheduler.log")))
                    .contains("process " + scheduler)
                    .containsOnlyOnce(" started, process ");
        }
    }
}
