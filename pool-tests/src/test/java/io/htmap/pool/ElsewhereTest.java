package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.testing.Client;
import io.htmap.testing.Counter;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schedd is named, as one on another machine is: it must see the home folder. */
@Tag("full")
class ElsewhereTest {
    private static final int STEPS = 3;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    private Process client(Path home, Map<String, String> environment) throws IOException {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("HTMAP_CONDOR_SCHEDD", schedd());
        return Client.start(
                whole, output(), Client.class, home.toString(), run.folder().toString(), STEPS + "", "true");
    }

    private Path output() {
        return run.folder().resolve("client.out");
    }

    private static String schedd() {
        return Commands.run("condor_status", "-schedd", "-af", "Name").strip();
    }

    /** Requests go to that schedd too. */
    private void htmap(String request) {
        Commands.run(
                "env",
                "HTMAP_CONDOR_SCHEDD=" + schedd(),
                Path.of("..", "bin", "htmap").toString(),
                request,
                CounterRun.TAG,
                "--home",
                run.folder().resolve("home").toString());
    }

    private String refused(Process client) throws Exception {
        assertThat(client.waitFor()).as(Files.readString(output())).isEqualTo(1);
        return Files.readString(output())
                .lines()
                .filter(line -> line.contains("Exception:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneThatSeesTheHomeFolderRunsTheMap() throws Exception {
        Process client = client(run.folder().resolve("home"), Map.of());
        run.awaitStart(1, 0);
        htmap("vacate");
        run.awaitAttempt(2, 0);
        run.gate().open();

        assertThat(client.waitFor()).as(Files.readString(output())).isZero();

        assertThat(Files.readString(output())).contains("result=" + Counter.result(STEPS));
        ComponentMap<Integer, Long> map = run.htmap().load(CounterRun.TAG);
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertThat(map.stdout(0)).contains("completed step " + STEPS);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        Queue.assertAgrees(map);
    }

    @Test
    void oneInAnotherDomainOfFileSystemsIsRefused() throws Exception {
        Process client =
                client(run.folder().resolve("home"), Map.of("_CONDOR_FILESYSTEM_DOMAIN", "somewhere.example.org"));

        assertThat(refused(client))
                .contains(
                        "SchedulerException",
                        schedd(),
                        "FILESYSTEM_DOMAIN is htmap-pool there and somewhere.example.org here",
                        "work on the machine of that schedd");
        assertThat(run.htmap().tags()).isEmpty();
    }

    /** The home folder lies on a disk that only this side of the access point has, whatever the names are. */
    @Test
    void oneThatDoesNotSeeTheHomeFolderIsRefusedAndHasNoJobsOfIt() throws Exception {
        Path disk = Files.createDirectory(run.folder().resolve("disk"));
        Pool.pool("exec", "--root", "--", "mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", disk.toString());
        try {
            assertThat(refused(client(disk.resolve("home"), Map.of())))
                    .contains("SchedulerException", "does not see the map directory " + disk, "HTMAP_DIR");
            assertThat(Commands.run("condor_q", "-constraint", "HtmapTag == \"" + CounterRun.TAG + "\"", "-af", "Iwd"))
                    .doesNotContain(disk.toString());
        } finally {
            Pool.pool("exec", "--root", "--", "umount", disk.toString());
        }
    }
}
