package io.htmap.internal.embedded;

import io.htmap.MapOptions;
import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.InputShards;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.runtime.internal.checkpoint.Ancestry;
import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the scratch folder of an attempt and starts its process, which then waits for the word to go. */
final class WorkerLauncher {
    /** Share of the requested memory that is Java heap; the rest is for threads, code and buffers. */
    static final int HEAP_PERCENT = 75;

    private static final String RUNNER = "io.htmap.runtime.internal.run.Runner";
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Home home;
    private final MapDirectory map;
    private final MapManifest manifest;
    private final InputShards inputs;
    private final JarStore jars;
    private final Path fallbackJava;
    private final RunTime runTime;

    WorkerLauncher(Home home, MapDirectory map, MapManifest manifest, Path fallbackJava, RunTime runTime) {
        this.home = home;
        this.map = map;
        this.manifest = manifest;
        this.inputs = new InputShards(map.inputs(), manifest.inputShards());
        this.jars = new JarStore(home.jars());
        this.fallbackJava = fallbackJava;
        this.runTime = runTime;
    }

    static Path scratch(Home home, String map, int component, int attempt) {
        return ScratchFolders.of(home.execute().resolve(map), component, attempt);
    }

    Worker launch(int component, int attempt, Ancestry ancestry, MapOptions asked) throws IOException {
        ScratchLayout scratch = new ScratchLayout(scratch(home, map.id(), component, attempt));
        DurableFiles.deleteTree(scratch.scratch());
        try {
            return start(scratch, component, attempt, ancestry, asked);
        } catch (IOException | RuntimeException e) {
            // it may have been the last room on the disk
            DurableFiles.deleteTree(scratch.scratch());
            throw e;
        }
    }

    private Worker start(ScratchLayout scratch, int component, int attempt, Ancestry ancestry, MapOptions asked)
            throws IOException {
        verify();
        prepare(scratch, component, attempt, ancestry);
        List<String> whole = command(asked);
        whole.add("-Djava.io.tmpdir=" + temporary(scratch));
        whole.add(RUNNER);
        whole.add(scratch.scratch().toString());
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(scratch.work().toFile())
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(scratch.stdout().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(scratch.stderr().toFile()));
        // they would speak on standard error, or change the heap that we set
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Utf8Locale.ensure(builder.environment());
        Family.mark(builder.environment(), scratch.scratch());
        builder.environment().put("TMPDIR", temporary(scratch).toString());
        return new Worker(component, attempt, scratch, started(builder, scratch), asked);
    }

    /** Without its pid file a process could not be ended by a later scheduler, so it must not begin. */
    private static Process started(ProcessBuilder builder, ScratchLayout scratch) throws IOException {
        Process process = start(builder);
        try {
            writePrivate(
                    Orphan.pidFile(scratch.scratch()),
                    Orphan.identity(process.toHandle()).getBytes(StandardCharsets.UTF_8));
            return process;
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (OutOfMemoryError e) {
            // Java says so, too, when the user may have no more threads: that passes
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Damaged code might compute something else. */
    private void verify() throws IOException {
        jars.requireWhole(manifest.runtimeJar());
        for (String digest : manifest.jars()) {
            jars.requireWhole(digest);
        }
    }

    private void prepare(ScratchLayout scratch, int component, int attempt, Ancestry ancestry) throws IOException {
        DurableFiles.createDirectories(scratch.scratch().getParent());
        for (Path folder : List.of(scratch.scratch(), scratch.work(), scratch.out(), temporary(scratch))) {
            DurableFiles.createPrivateDirectory(folder);
        }
        for (Path file : List.of(scratch.lock(), scratch.stdout(), scratch.stderr())) {
            DurableFiles.createPrivate(file).close();
        }
        ScratchMarks.prepare(scratch.marks());
        writePrivate(scratch.job(), job(scratch, component, attempt, ancestry).toBytes());
    }

    private static void writePrivate(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = DurableFiles.createPrivate(file)) {
            ChannelIo.writeFully(channel, bytes);
        }
    }

    private JobSpec job(ScratchLayout scratch, int component, int attempt, Ancestry ancestry) {
        return new JobSpec(
                map.id(),
                manifest.tag(),
                component,
                attempt,
                map.function(),
                inputs.fileOf(component),
                map.checkpoints(component),
                scratch.output(),
                manifest.options().gracePeriod().orElseThrow(),
                runTime.limits(component),
                ancestry);
    }

    private List<String> command(MapOptions options) {
        Path java = options.javaHome()
                .map(WorkerLauncher::javaIn)
                .filter(Files::isExecutable)
                .orElse(fallbackJava);
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // a group of its own: a signal to the terminal's group is not meant for it
            words.add(SETSID.toString());
        }
        words.add(java.toString());
        words.add("-Xmx" + heapMb(options.memoryMb().orElseThrow()) + "m");
        words.add("-XX:ActiveProcessorCount=" + options.cpus().orElseThrow());
        words.add("-XX:-UsePerfData");
        words.add("-Xshare:auto");
        // one that crashes and hangs in its report would keep its place for two minutes
        words.add("-XX:ErrorLogTimeout=20");
        // what is written must not depend on who started the scheduler
        words.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        words.addAll(List.of("-Dsun.stdout.encoding=UTF-8", "-Dsun.stderr.encoding=UTF-8"));
        words.add("-cp");
        words.add(classPath());
        return words;
    }

    private String classPath() {
        // relative to the working directory: the home folder's name may hold what a class path cannot
        Path work = new ScratchLayout(scratch(home, map.id(), 0, 1)).work();
        return Stream.concat(Stream.of(manifest.runtimeJar()), manifest.jars().stream())
                .map(digest -> work.relativize(home.jar(digest)).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static long heapMb(long memoryMb) {
        return Math.max(1, memoryMb * HEAP_PERCENT / 100);
    }

    static Path javaIn(Path javaHome) {
        return javaHome.resolve("bin").resolve("java");
    }

    private static Path temporary(ScratchLayout scratch) {
        return scratch.scratch().resolve("tmp");
    }
}
