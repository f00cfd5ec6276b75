package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import io.htmap.condor.CondorCommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CondorToolsTest {
    private final CondorTools tools = new CondorTools(Map.of("PATH", "/usr/bin:/bin"));

    @Test
    void aMissingProgramIsNamed() {
        CondorTools none = new CondorTools(Map.of("PATH", "/nowhere"));

        assertThatThrownBy(() -> none.run("condor_q", List.of()))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("condor_q is not on the PATH")
                .hasMessageContaining("HTMAP_CONDOR_BIN");
    }

    @Test
    void aFolderThatWasSetInVainIsNamed() {
        CondorTools none = new CondorTools(Map.of("PATH", "/usr/bin:/bin", "HTMAP_CONDOR_BIN", "/nowhere"));

        assertThatThrownBy(() -> none.run("sh", List.of("-c", "true")))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("sh is not in /nowhere, which HTMAP_CONDOR_BIN names");
    }

    @Test
    void aFolderThatIsSetToNothingIsThePath() {
        CondorTools blank = new CondorTools(Map.of("PATH", "/usr/bin:/bin", "HTMAP_CONDOR_BIN", ""));

        assertThat(blank.run("sh", List.of("-c", "echo there"))).isEqualTo("there\n");
    }

    @Test
    void aFailureCarriesCommandExitCodeAndOutput() {
        assertThatThrownBy(() -> tools.run("sh", List.of("-c", "echo out; echo trouble >&2; exit 7")))
                .isInstanceOf(CondorCommandException.class)
                .hasMessage("HTCondor's sh failed with exit code 7: trouble")
                .asInstanceOf(InstanceOfAssertFactories.type(CondorCommandException.class))
                .satisfies(e -> {
                    assertThat(e.command()).hasSize(3).first().asString().endsWith("/sh");
                    assertThat(e.exitCode()).isEqualTo(7);
                    assertThat(e.output()).contains("out", "trouble");
                });
    }

    @Test
    void anErrorSaysMoreThanTheWarningsBeforeIt() {
        String script =
                "echo; echo 'WARNING: old syntax' >&2; echo 'other' >&2; echo 'ERROR: no such queue' >&2; exit 1";

        assertThatThrownBy(() -> tools.run("sh", List.of("-c", script))).hasMessageEndingWith(": ERROR: no such queue");
        assertThatThrownBy(() -> tools.run("sh", List.of("-c", script.replace("ERROR", "WARNING"))))
                .hasMessageEndingWith(": other");
    }

    @Test
    void whatAnErrorIsAboutMayStandInTheNextLine() {
        String script = "echo 'File specified in CONDOR_CONFIG:' >&2; echo '/nowhere does not exist' >&2; exit 1";

        assertThatThrownBy(() -> tools.run("sh", List.of("-c", script)))
                .hasMessageEndingWith(": File specified in CONDOR_CONFIG: /nowhere does not exist");
    }

    @Test
    void whatAProgramSaidThatDoesNotAnswerIsKept() {
        CondorTools impatient = new CondorTools(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(1));

        assertThatThrownBy(() -> impatient.run("sh", List.of("-c", "echo so far; exec sleep 60")))
                .isInstanceOfSatisfying(CondorCommandException.class, e -> assertThat(e.output())
                        .contains("so far"));
    }

    @Test
    void aProgramThatCannotBeStartedIsNamedWithItsCommand(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("condor_q"), "#!/no/such/shell\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> new CondorTools(Map.of("PATH", folder.toString())).run("condor_q", List.of("-all")))
                .hasMessageContaining("condor_q cannot be started")
                .isInstanceOfSatisfying(CondorCommandException.class, e -> assertThat(e.command())
                        .containsExactly(program.toString(), "-all"));
    }

    @Test
    void anAnswerThatIsNotInJsonIsKept() {
        assertThatThrownBy(() -> Ads.ask(tools, "sh", List.of("-c", "echo '-- Schedd: here'")))
                .hasMessage("HTCondor's sh did not answer in JSON: -- Schedd: here")
                .isInstanceOf(CondorCommandException.class);
    }

    @Test
    void muchOutputOnBothStreamsDoesNotBlock() {
        String much = tools.run("sh", List.of("-c", "head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero"));

        assertThat(much).hasSize(3_000_000);
    }

    @Test
    void theTokenIsTakenByTheProgramsOwnProcess(@TempDir Path folder) throws Exception {
        Path token = Files.createFile(folder.resolve("token"));

        String pid = tools.runNoted("sh", List.of("-c", "echo $$"), folder, token, folder + "/taken.");

        assertThat(token).doesNotExist();
        assertThat(folder.resolve("taken." + pid.strip())).exists();
    }

    @Test
    void aProgramWhoseTokenIsGoneDoesNotBegin(@TempDir Path folder) {
        Path token = folder.resolve("token");

        assertThatThrownBy(() -> tools.runNoted("sh", List.of("-c", "touch begun"), folder, token, folder + "/taken."))
                .isInstanceOf(CondorCommandException.class);

        assertThat(folder.resolve("begun")).doesNotExist();
    }
}
