package io.htmap.condor.internal;

import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.internal.handle.MapCreator;
import io.htmap.internal.handle.MapHandle;
import io.htmap.internal.handle.MapRemover;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.MapDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A home folder with a map, and scripts in place of HTCondor's programs, for answers that a pool gives too seldom. */
final class ScriptedPool {
    static final String TAG = "scripted";

    private final Path folder;
    private final Path programs;
    private final Home home;
    private final CondorScheduler scheduler;

    ScriptedPool(Path folder) throws IOException {
        this.folder = folder;
        this.programs = Files.createDirectories(folder.resolve("bin"));
        this.home = Homes.open(folder.resolve("home"));
        this.scheduler = newScheduler();
        for (String name : new String[] {"q", "history", "rm", "hold", "release", "vacate_job", "continue", "qedit"}) {
            program("condor_" + name, "exit 0");
        }
        program("condor_submit", "echo '7.0 - 7.1'");
    }

    Map<String, String> environment() {
        return Map.of("PATH", programs + ":/usr/bin:/bin");
    }

    Home home() {
        return home;
    }

    CondorScheduler scheduler() {
        return scheduler;
    }

    /** Returns a scheduler as another program would have it. */
    CondorScheduler newScheduler() {
        return new CondorScheduler(home, environment());
    }

    /** Sets what a program does; what it is called with is noted. */
    void program(String name, String script) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho \"" + name + " $*\" >>" + calls() + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    /** Returns what was called, with its arguments. */
    List<String> called(String name) throws IOException {
        return Files.exists(calls())
                ? Files.readAllLines(calls()).stream()
                        .filter(line -> line.startsWith(name + " "))
                        .toList()
                : List.of();
    }

    MapDirectory create(int components) {
        return create(components, MapOptions.builder());
    }

    MapDirectory create(int components, MapOptions.Builder options) {
        return new MapCreator(home, Set::of)
                .create(
                        TAG,
                        (Integer input) -> input,
                        IntStream.range(0, components).boxed().toList(),
                        options.build(),
                        scheduler);
    }

    ComponentMap<Integer, Integer> open(MapDirectory map) {
        return new MapHandle<>(
                TAG, map, newScheduler(), new MapRemover(home), getClass().getClassLoader(), List.of());
    }

    static void log(MapDirectory map, String... events) throws IOException {
        Files.writeString(map.eventLog(), String.join("", events), StandardOpenOption.APPEND);
    }

    static String submitted(int proc) {
        return "000 (007.00" + proc + ".000) 2026-11-27 05:15:37 Job submitted from host: <10.73.0.1:9618>\n...\n";
    }

    static String executing(int proc) {
        return "001 (007.00" + proc + ".000) 2026-11-27 05:15:40 Job executing on host: <10.73.0.11:9618>\n...\n";
    }

    /** Of a slot with so much memory. */
    static String executing(int proc, int memoryMb) {
        return executing(proc).replace("...\n", "\tMemory = " + memoryMb + "\n...\n");
    }

    static String terminated(int proc) {
        return "005 (007.00" + proc + ".000) 2026-11-27 05:15:50 Job terminated.\n"
                + "\t(1) Normal termination (return value 0)\n...\n";
    }
}
