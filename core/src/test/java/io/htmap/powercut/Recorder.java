package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Htmap;
import io.htmap.runtime.MapFunction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/** Runs programs under strace, and records what they, and all processes that they start, do to one folder. */
final class Recorder {
    private static final String CALLS = "open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,"
            + "rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,"
            + "fsync,fdatasync,close,copy_file_range,sendfile,splice,fallocate,lseek,clone,clone3,fork,vfork";
    private static final String PACKAGE = "io/htmap/powercut/child";
    private static final int MAX_DATA = 16 << 20;

    private final Path work;
    private final Path folder;
    private final Path sayings;
    private final Recording recording;
    private int runs;

    /** @param work an empty folder; the programs work in the folder {@code disk} in it, which may be there already */
    Recorder(Path work) throws IOException {
        requireStrace();
        this.work = work.toRealPath();
        this.folder = Files.createDirectories(this.work.resolve("disk"));
        this.sayings = this.work.resolve("said");
        this.recording = new Recording(folder, sayings);
        Files.writeString(sayings, "");
        copyChildren();
    }

    /** Where strace can be had, bin/test has installed it; a check that never runs must not pass for one that does. */
    private static void requireStrace() {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "strace")));
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(there, "strace is not installed: power cuts are not tested");
        }
        assertThat(there).as("strace is installed").isTrue();
    }

    Path folder() {
        return folder;
    }

    Path sayings() {
        return sayings;
    }

    /**
     * Runs a program to its end, with all that it has started.
     *
     * @param program has a {@code main}; is given the folder, the file to say things to, and the arguments
     */
    Recorder run(Class<?> program, String... arguments) throws Exception {
        assertThat(trace(List.of("--seccomp-bpf"), program, arguments))
                .as(this::output)
                .isZero();
        return this;
    }

    /** Runs a program, and kills it at one of its forces, before that has taken effect. */
    Recorder runKilled(int atForce, Class<?> program, String... arguments) throws Exception {
        List<String> killing = List.of("-e", "inject=fsync:signal=KILL:when=" + atForce);
        assertThat(trace(killing, program, arguments)).as(this::output).isNotZero();
        return this;
    }

    private int trace(List<String> options, Class<?> program, String... arguments) throws Exception {
        Path log = work.resolve("calls." + runs++);
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-xx", "-s"));
        command.addAll(List.of(Integer.toString(MAX_DATA), "-e", "trace=" + CALLS, "-o", log.toString()));
        command.addAll(options);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp", classPath()));
        command.addAll(List.of(program.getName(), folder.toString(), sayings.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(program + " did not end:\n" + output());
        }
        recording.add(SystemCall.read(log));
        Files.delete(log);
        checkRecording();
        return process.exitValue();
    }

    List<Operation> operations() {
        return recording.operations();
    }

    /** Returns how many operations only describe what was there before the first run. */
    int durableFrom() {
        return recording.durableFrom();
    }

    Recording recording() {
        return recording;
    }

    /** If nothing was cut off, what was recorded must make the very files that are there. */
    private void checkRecording() throws IOException {
        Disk disk = new Disk();
        recording.operations().forEach(disk::apply);
        Map<String, byte[]> model = disk.asIfAllWereForced().files();
        Map<String, byte[]> real = Image.read(folder).files();
        assertThat(model.keySet()).as("recorded names").isEqualTo(real.keySet());
        real.forEach((path, bytes) -> assertThat(Arrays.equals(model.get(path), bytes))
                .as("recorded content of %s", path)
                .isTrue());
    }

    private String classPath() {
        return Stream.concat(
                        Stream.of(work.resolve("classes")),
                        Stream.of(Htmap.class, MapFunction.class, LoggerFactory.class)
                                .map(Recorder::locationOf))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The test's own class path would be shipped with each map: the programs get a small one. */
    private void copyChildren() throws IOException {
        Path source = locationOf(Recorder.class).resolve(PACKAGE);
        Path target = Files.createDirectories(work.resolve("classes").resolve(PACKAGE));
        try (Stream<Path> classes = Files.list(source)) {
            for (Path path : classes.toList()) {
                Files.copy(path, target.resolve(path.getFileName()));
            }
        }
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private String output() {
        try {
            return Files.readString(work.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
