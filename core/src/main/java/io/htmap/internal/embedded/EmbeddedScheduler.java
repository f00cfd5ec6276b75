package io.htmap.internal.embedded;

import io.htmap.ComponentProgress;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.wire.ProgressNote;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import io.htmap.spi.Resource;
import io.htmap.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The client's side of the embedded scheduler. */
final class EmbeddedScheduler implements Scheduler {
    private final Home home;
    private final DaemonClient client;

    EmbeddedScheduler(Home home) {
        this.home = home;
        this.client = new DaemonClient(home, new DaemonLauncher(() -> LibraryJars.of(home)));
    }

    @Override
    public String name() {
        return EmbeddedSchedulerProvider.NAME;
    }

    @Override
    public void check(MapOptions options) {
        checkRequest(options);
        client.ask(Request.about(Request.Verb.GREET, ""));
    }

    /** Refuses what this machine could never give. */
    static void checkRequest(MapOptions options) {
        Machine machine = Machine.of(System.getenv());
        int cpus = options.cpus().orElseThrow();
        if (cpus > machine.cpus()) {
            throw new SchedulerException(
                    "option cpus is " + cpus + ", but this machine has " + machine.cpus() + "; ask for less");
        }
        long memoryMb = options.memoryMb().orElseThrow();
        if (memoryMb > machine.memoryMb()) {
            throw new SchedulerException("option memoryMb is " + memoryMb + ", but components may use "
                    + machine.memoryMb() + " MB of this machine; ask for less");
        }
        Path java = java(options);
        if (!Files.isExecutable(java)) {
            throw new SchedulerException("option javaHome: there is no Java at " + java);
        }
    }

    @Override
    public int javaFeature(MapOptions options) {
        return io.htmap.internal.shipping.JavaHome.featureVersion(
                java(options).getParent().getParent());
    }

    private static Path java(MapOptions options) {
        return WorkerLauncher.javaIn(options.javaHome().orElseGet(() -> Path.of(System.getProperty("java.home"))));
    }

    @Override
    public void submit(MapDirectory map) {
        client.ask(Request.about(Request.Verb.SUBMIT, map.id()));
    }

    @Override
    public int act(MapDirectory map, Action action, ComponentSet components) {
        return client.ask(Request.act(map.id(), action, components));
    }

    @Override
    public int edit(MapDirectory map, Resource resource, long megabytes, ComponentSet components) {
        return client.ask(Request.edit(map.id(), resource, megabytes, components));
    }

    @Override
    public int rerun(MapDirectory map, RerunFrom from, int after, ComponentSet components) {
        return client.ask(Request.rerun(map.id(), from, after, components));
    }

    @Override
    public void forget(MapDirectory map) {
        boolean mayRun = Files.exists(home.queue().resolve(map.id()))
                || Files.exists(home.execute().resolve(map.id()));
        if (mayRun) {
            client.ask(Request.about(Request.Verb.FORGET, map.id()));
        }
    }

    /** Ends the scheduler politely if there is one. Returns whether there was. */
    boolean stop() {
        Optional<Reply> reply = client.tryAsk(Request.about(Request.Verb.STOP, ""));
        return reply.isPresent();
    }

    @Override
    public Optional<byte[]> live(MapDirectory map, RecordKind stream, int component, int attempt, Fate log) {
        ScratchLayout scratch = new ScratchLayout(WorkerLauncher.scratch(home, map.id(), component, attempt));
        Path file = stream == RecordKind.STDOUT ? scratch.stdout() : scratch.stderr();
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw Problems.of("cannot read", file, e);
        }
    }

    @Override
    public Map<Integer, ComponentProgress> progress(MapDirectory map, ComponentSet components, IntFunction<Fate> log) {
        Map<Integer, ComponentProgress> progress = new TreeMap<>();
        components.stream().forEach(component -> {
            int attempt = log.apply(component).starts().size();
            Path scratch = WorkerLauncher.scratch(home, map.id(), component, attempt);
            said(new ScratchLayout(scratch).progress()).ifPresent(said -> progress.put(component, said));
        });
        return progress;
    }

    private static Optional<ComponentProgress> said(Path file) {
        try {
            ProgressNote note = ProgressNote.read(file);
            return Optional.of(new ComponentProgress(
                    note.done(), note.total(), note.note(), Instant.ofEpochMilli(note.atMillis())));
        } catch (NoSuchFileException | DamagedRecordException none) {
            // it says nothing, or has left its node meanwhile
            return Optional.empty();
        } catch (IOException e) {
            throw Problems.of("cannot read", file, e);
        }
    }

    /** Classes are never newer than their node, which is this machine, if it runs the submitter's Java. */
    @Override
    public MapOptions defaults() {
        return MapOptions.builder()
                .javaHome(Path.of(System.getProperty("java.home")))
                .build();
    }

    @Override
    public Set<String> jarsInUse() {
        return LibraryJars.of(home).stream()
                .map(jar -> jar.getFileName().toString().replace(".jar", ""))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        // nothing is held open: each request has its own connection
    }
}
