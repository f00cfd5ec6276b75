package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.testing.Client;
import io.htmap.testing.Counter;
import io.htmap.testing.Trace.Line;
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

/** A program dies while it runs a component again: the next one that opens the map sees to it that it runs, once. */
class KilledRerunsTest {
    private static final int STEPS = 2;
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
        ComponentMap<Integer, Long> map = completed();
        died(map, "kill -KILL $PPID");
        assertThat(new JobLog(map.directory().resolve("events.log")).count(JobLog.SUBMITTED))
                .isEqualTo(1);

        assertRunsOnceMore();
    }

    @Test
    @Tag("full")
    void oneThatDiesWhileItSubmits() throws Exception {
        Path submits = run.folder().resolve("submits");
        ComponentMap<Integer, Long> map = completed();
        died(
                map,
                "kill -KILL $PPID; i=0; until [ -e '" + submits
                        + "' ] || [ $i = 600 ]; do i=$((i + 1)); sleep 0.1; done;" + " /usr/bin/condor_submit \"$@\"");
        Files.createFile(submits);

        assertRunsOnceMore();
    }

    @Test
    @Tag("full")
    void oneThatDiesBeforeItKnowsTheCluster() throws Exception {
        ComponentMap<Integer, Long> map = completed();
        died(map, "/usr/bin/condor_submit \"$@\"; kill -KILL $PPID");
        assertThat(new JobLog(map.directory().resolve("events.log")).count(JobLog.SUBMITTED))
                .isEqualTo(2);

        assertRunsOnceMore();
    }

    private ComponentMap<Integer, Long> completed() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        run.gate().openTo(0);
        return map;
    }

    /** Runs a program that dies when condor_submit does what the script says. */
    private void died(ComponentMap<?, ?> map, String script) throws Exception {
        Path output = run.folder().resolve("client.out");
        int exit = Client.start(
                        Map.of("HTMAP_CONDOR_BIN", programs(script).toString()),
                        output,
                        RerunClient.class,
                        run.folder().resolve("home").toString(),
                        map.tag())
                .waitFor();
        assertThat(exit).as(Files.readString(output)).isEqualTo(KILLED);
        Path again = map.directory().resolve("condor").resolve("again").resolve("1");
        assertThat(again.resolve("items")).as("what was promised").exists();
        assertThat(again.resolve("cluster")).as("the record of the cluster").doesNotExist();
    }

    private void assertRunsOnceMore() throws Exception {
        ComponentMap<Integer, Long> map = run.htmap().load("faults");

        assertThat(map.getNow(0)).as("it runs again").isEmpty();
        run.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertThat(run.starts(0).stream().map(Line::attempt)).containsExactly(1, 2);
        assertThat(run.startSteps(0)).containsExactly(0, 0);
        assertThat(run.trace().of(0)).noneMatch(line -> line.what() == What.TWICE);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.COMPLETED, AttemptEnd.COMPLETED);
        assertThat(clusters(map)).hasSize(2);
        String log = map.directory().resolve("events.log").toString();
        assertThat(Commands.run("condor_wait", "-wait", "60", log))
                .as("HTCondor's own reader")
                .contains("All jobs done");
        assertThat(Commands.run("condor_userlog", log)).contains("Total");
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
        for (String program : new String[] {"condor_q", "condor_config_val", "condor_rm", "condor_qedit"}) {
            Files.createSymbolicLink(folder.resolve(program), PROGRAMS.resolve(program));
        }
        Path submit = Files.writeString(folder.resolve("condor_submit"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }
}
