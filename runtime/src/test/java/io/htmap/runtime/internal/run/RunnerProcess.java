package io.htmap.runtime.internal.run;

import static org.awaitility.Awaitility.await;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import io.htmap.runtime.internal.io.RecordWriter;
import io.htmap.runtime.internal.wire.AttemptAccount;
import io.htmap.runtime.internal.wire.ErrorReport;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.Limits;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real runner in a scratch directory of its own, with the test in the place of the scheduler. */
final class RunnerProcess {
    static final int COMPONENT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path map;
    private final ScratchLayout scratch;
    private final int attempt;
    private Duration grace = Duration.ofSeconds(30);
    private Limits limits = Limits.NONE;
    private final List<String> flags = new ArrayList<>(List.of("-Xmx64m", "-XX:+UseSerialGC"));
    private String moreClasses = "";
    private Process process;

    /** The next attempt of a map's component; checkpoints of earlier ones are seen. */
    RunnerProcess(Path map, int attempt) throws IOException {
        this.map = map;
        this.attempt = attempt;
        this.scratch = new ScratchLayout(map.resolve("scratch-" + attempt));
        Files.createDirectories(scratch.work());
        Files.createDirectories(scratch.out());
        Files.createFile(scratch.lock());
        ScratchMarks.prepare(scratch.marks());
    }

    RunnerProcess grace(Duration duration) {
        grace = duration;
        return this;
    }

    RunnerProcess limits(Duration stallTimeout, Duration runTimeLeft) {
        limits = new Limits(stallTimeout, runTimeLeft);
        return this;
    }

    RunnerProcess flag(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    /** Adds a folder of classes in front of those of the tests. */
    RunnerProcess classes(Path folder) {
        moreClasses = folder + java.io.File.pathSeparator;
        return this;
    }

    ScratchLayout scratch() {
        return scratch;
    }

    Path checkpoints() {
        return map.resolve("checkpoints").resolve(Integer.toString(COMPONENT));
    }

    /** Starts the process, without the word to go. */
    <I, O> RunnerProcess spawn(MapFunction<I, O> function, I input) throws IOException {
        Path functionFile = map.resolve("function");
        Path inputFile = map.resolve("inputs-" + attempt);
        Files.write(functionFile, serialize(function));
        try (RecordWriter writer = RecordWriter.create(inputFile)) {
            writer.append(RecordKind.INPUT, COMPONENT - 1, 0, serialize("another component's"));
            writer.append(RecordKind.INPUT, COMPONENT, 0, serialize(input));
        }
        new JobSpec(
                        "map-id",
                        "tag",
                        COMPONENT,
                        attempt,
                        functionFile,
                        inputFile,
                        checkpoints(),
                        scratch.output(),
                        grace,
                        limits)
                .write(scratch.job());
        return launch();
    }

    /** Starts the process on whatever stands in the scratch directory. */
    RunnerProcess launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", moreClasses + System.getProperty("java.class.path"), Runner.class.getName()));
        command.add(scratch.scratch().toString());
        process = new ProcessBuilder(command)
                .directory(scratch.work().toFile())
                .redirectOutput(scratch.stdout().toFile())
                .redirectError(scratch.stderr().toFile())
                .start();
        return this;
    }

    /** Starts the process and lets it go. */
    <I, O> RunnerProcess start(MapFunction<I, O> function, I input) throws IOException {
        return spawn(function, input).go();
    }

    RunnerProcess go() throws IOException {
        process.getOutputStream().write(ScratchLayout.GO);
        process.getOutputStream().flush();
        return this;
    }

    void closePipe() throws IOException {
        process.getOutputStream().close();
    }

    Process process() {
        return process;
    }

    /** Sends SIGTERM. */
    void terminate() {
        // not Process.destroy, which closes the pipe as well
        process.toHandle().destroy();
    }

    /** Sends a signal by its name, as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("the signal " + name + " was not sent");
        }
    }

    /** Waits until the component has printed this. */
    RunnerProcess awaitOutput(String text) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> stdout().contains(text));
        return this;
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the runner did not end");
        }
        return process.exitValue();
    }

    /** Waits for the end and returns what the runner meant by it. */
    Optional<ExitCode> end() throws IOException, InterruptedException {
        return marks().ownExit(awaitExit());
    }

    ScratchMarks marks() throws IOException, InterruptedException {
        awaitExit();
        return ScratchMarks.read(scratch.marks());
    }

    String stdout() throws IOException {
        return Files.readString(scratch.stdout());
    }

    String stderr() throws IOException {
        return Files.readString(scratch.stderr());
    }

    Object value() throws IOException, ClassNotFoundException {
        byte[] bytes = payload(RecordKind.VALUE);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    ErrorReport error() throws IOException {
        return ErrorReport.read(payload(RecordKind.ERROR), "error");
    }

    AttemptAccount account() throws IOException {
        return AttemptAccount.read(payload(RecordKind.ACCOUNT), "account");
    }

    private byte[] payload(RecordKind kind) throws IOException {
        try (FileChannel channel = FileChannel.open(scratch.output())) {
            RecordReader reader = new RecordReader(channel, "output");
            List<RecordHeader> headers = new ArrayList<>();
            reader.scan(RecordReader.START, headers::add);
            RecordHeader wanted = headers.stream().filter(kind::is).findFirst().orElseThrow();
            if (wanted.component() != COMPONENT || wanted.attempt() != attempt) {
                throw new AssertionError("a record of somebody else: " + wanted);
            }
            return reader.payload(wanted);
        }
    }

    static byte[] serialize(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
