package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/htmap}: with real shells, and a Maven that only notes that it was started. */
@Tag("process")
class LauncherTest {
    private static final String BUILDING = "building HTMap (first use only)...\n";

    @TempDir
    private Path root;

    private Checkout checkout;
    private Path launcher;

    @BeforeEach
    void checkOut() throws IOException {
        root = root.toRealPath();
        checkout = Checkout.in(root);
        launcher = root.resolve("bin/htmap");
    }

    @Test
    void theFirstUseBuildsAndTheSecondDoesNotStartMaven() throws Exception {
        assertThat(checkout.run(launcher, root, "a")).isEqualTo(new Invocation(1, "a in " + root + "\n", BUILDING));
        assertThat(checkout.run(launcher, root, "a")).isEqualTo(new Invocation(1, "a in " + root + "\n", ""));
        assertThat(checkout.mavenLog()).hasSize(1);
    }

    @Test
    void argumentsAndExitCodeArePassedOn() throws Exception {
        Invocation run = checkout.run(launcher, root, "a b", "", "*", "$HOME", "\"");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out()).isEqualTo("a b||*|$HOME|\" in " + root + "\n");
    }

    @Test
    void itWorksFromAnotherFolderAndThroughAChainOfLinks() throws Exception {
        Path elsewhere = Files.createDirectories(root.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("direct"), launcher);
        Path link = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../else where/direct"));

        Invocation run = checkout.run(link, elsewhere);

        assertThat(run).isEqualTo(new Invocation(0, " in " + elsewhere + "\n", BUILDING));
    }

    @Test
    void firstUsesAtTheSameTimeBuildOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            processes.add(checkout.start(launcher, root, root.resolve("err" + i), "a"));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(Checkout.ended(processes.get(i), root.resolve("err" + i)).out())
                    .isEqualTo("a in " + root + "\n");
        }
        assertThat(checkout.mavenLog()).hasSize(1);
    }

    @Test
    void aBuildThatFailsShowsItsEndAndLeavesNothingToRun() throws Exception {
        Path broken = Files.createFile(root.resolve("broken"));
        Invocation failed = checkout.run(launcher, root);
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .isEqualTo(BUILDING + "a compiler error\nhtmap: the build failed; the whole log is " + root
                        + "/dist/build.log\n");

        Files.delete(broken);
        assertThat(checkout.run(launcher, root, "a").code()).isEqualTo(1);
        assertThat(checkout.mavenLog()).hasSize(2);
    }

    @Test
    void anotherCommitIsBuiltAnewAndWhatRunsKeepsItsJars() throws Exception {
        checkout.checkOut("1111");
        checkout.run(launcher, root);
        checkout.checkOut("2222");

        assertThat(checkout.run(launcher, root).err()).isEqualTo(BUILDING);
        assertThat(checkout.run(launcher, root).err()).isEmpty();
        assertThat(checkout.mavenLog()).hasSize(2);
        try (Stream<Path> dist = Files.list(root.resolve("dist"))) {
            assertThat(dist.filter(Files::isDirectory)).hasSize(2);
        }
    }

    @Test
    void buildBuildsAlsoWhatIsBuilt() throws Exception {
        checkout.run(launcher, root);

        assertThat(checkout.run(root.resolve("bin/build"), root).out()).startsWith("built: " + root + "/dist/");
        assertThat(checkout.mavenLog()).hasSize(2);
    }

    @Test
    void anInstalledMavenIsUsedIfItIsNewEnough() throws Exception {
        checkout.run(root.resolve("bin/build"), root);
        assertThat(checkout.mavenLog()).containsExactly("wrapper");

        checkout.installMaven("3.10.0");
        checkout.run(root.resolve("bin/build"), root);
        assertThat(checkout.mavenLog()).containsExactly("wrapper", "installed", "wrapper");
    }

    @Test
    void aJavaThatIsTooOldIsRefusedInOneLine() throws Exception {
        Path java = Files.createDirectories(root.resolve("jdk/bin")).resolve("java");
        Checkout.script(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");

        assertThat(withJavaHome(root.resolve("jdk")))
                .isEqualTo("htmap: " + java + " is Java 8, but HTMap needs 17 or later; set JAVA_HOME to such a JDK\n");
    }

    @Test
    void aJavaHomeWithoutJavaIsRefusedInOneLine() throws Exception {
        assertThat(withJavaHome(Path.of("/nowhere")))
                .isEqualTo(
                        "htmap: JAVA_HOME is /nowhere, but there is no bin/java in it; point JAVA_HOME to a JDK 17 or"
                                + " later\n");
    }

    private String withJavaHome(Path home) throws Exception {
        Invocation run = checkout.run(Path.of("/usr/bin/env"), root, "JAVA_HOME=" + home, launcher.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(checkout.mavenLog()).isEmpty();
        return run.err();
    }
}
