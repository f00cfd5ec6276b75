package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.testing.Client;
import io.htmap.testing.Counter;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program dies while it puts a map in the queue: the next one that opens the map sees to it that it runs, once. */
class KilledClientsTest {
    private static final int STEPS = 3;
    private static final int KILLED = 137;
    private static final Path PROGRAMS = Path.of("/usr/bin");

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    @Tag("full")
    void oneThatDiesBeforeItSubmits() throws Exception {
        died("kill -KILL $PPID");
        assertThat(submitted()).isFalse();

        assertRunsOnce();
    }

    @Test
    @Tag("full")
    void oneThatDiesWhileItSubmits() throws Exception {
        Path submits = run.folder().resolve("submits");
        died("kill -KILL $PPID; i=0; until [ -e '" + submits + "' ] || [ $i = 600 ]; do i=$((i + 1)); sleep 0.1; done;"
                + " /usr/bin/condor_submit \"$@\"");
        assertThat(submitted()).isFalse();
        Files.createFile(submits);

        assertRunsOnce();
    }

    @Test
    void oneThatDiesBeforeItKnowsTheCluster() throws Exception {
        died("/usr/bin/condor_submit \"$@\"; kill -KILL $PPID");
        assertThat(submitted()).isTrue();

        assertRunsOnce();
    }

    /** Runs a program that dies when condor_submit does what the script says: the map is there, but not its cluster. */
    private void died(String script) throws Exception {
        int exit = Client.start(
                        Map.of("HTMAP_CONDOR_BIN", programs(script).toString()),
                        run.folder().resolve("client.out"),
                        Client.class,
                        run.folder().resolve("home").toString(),
                        run.folder().toString(),
                        Integer.toString(STEPS),
                        "true")
                .waitFor();
        assertThat(exit)
                .as(Files.readString(run.folder().resolve("client.out")))
                .isEqualTo(KILLED);
        Path condor = map().resolve("condor");
        assertThat(condor.resolve("submit")).as("what is submitted").exists();
        assertThat(condor.toFile().list((folder, name) -> name.startsWith("submitting")))
                .as("the note of who submits")
                .isNotEmpty();
        assertThat(condor.resolve("cluster")).as("the record of the cluster").doesNotExist();
    }

    /** Whether HTCondor has the jobs, by what it has written into the map's event log. */
    private boolean submitted() throws IOException {
        return new JobLog(map().resolve("events.log")).count(JobLog.CLUSTER_SUBMITTED) > 0;
    }

    private Path map() throws IOException {
        try (Stream<Path> maps = Files.list(run.folder().resolve("home").resolve("maps"))) {
            return maps.filter(map -> !map.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void assertRunsOnce() throws Exception {
        run.gate().open();

        ComponentMap<Integer, Long> map = run.htmap().load(CounterRun.TAG);

        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertThat(run.starts(0)).hasSize(1);
        assertThat(run.trace().of(0)).noneMatch(line -> line.what() == What.TWICE);
        Queue.assertAgrees(map);
        assertThat(clusters(map)).hasSize(1);
    }

    private static Set<String> clusters(ComponentMap<?, ?> map) {
        String ours = "HtmapMap == \"" + map.id() + "\"";
        return Stream.of("condor_q", "condor_history")
                .flatMap(program -> Commands.run(program, "-constraint", ours, "-af", "ClusterId")
                        .lines())
                .collect(Collectors.toSet());
    }

    /** HTCondor's programs, but for condor_submit. */
    private Path programs(String script) throws IOException {
        Path folder = Files.createDirectory(run.folder().resolve("programs"));
        for (String program : new String[] {"condor_q", "condor_config_val", "condor_rm"}) {
            Files.createSymbolicLink(folder.resolve(program), PROGRAMS.resolve(program));
        }
        Path submit = Files.writeString(folder.resolve("condor_submit"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }
}
