package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import io.htmap.condor.CondorCommandException;
import java.nio.file.Files;
import java.nio.file.Path;
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
