package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.MapOptions;
import io.htmap.spi.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check, with programs in place of HTCondor's. */
class CondorCheckTest {
    private static final List<String> ALL = List.of(
            "condor_submit",
            "condor_q",
            "condor_history",
            "condor_hold",
            "condor_release",
            "condor_rm",
            "condor_suspend",
            "condor_continue",
            "condor_vacate_job",
            "condor_qedit",
            "condor_tail",
            "condor_config_val",
            "condor_status",
            "condor_version");
    private static final String SLOT = "[{\"OpSys\": \"LINUX\", \"Arch\": \"X86_64\", \"HasFileTransfer\": true,"
            + " \"HasSelfCheckpointTransfers\": true, \"Start\": true,"
            + " \"Cpus\": 4, \"Memory\": 4096, \"Disk\": 80000000, \"HasJava\": true, \"JavaVersion\": \"17.0.1\"}]";

    @TempDir
    private Path bin;

    @BeforeEach
    void aPoolThatIsWell() throws IOException {
        for (String program : ALL) {
            program(program, "exit 0");
        }
        program("condor_version", "echo '$CondorVersion: 23.9.6 2026-07-12 $'");
        program("condor_status", "echo '" + SLOT + "'");
        program("condor_config_val", "case $1 in OPSYS) echo LINUX ;; *) echo X86_64 ;; esac");
    }

    private void program(String name, String script) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private List<Finding> findings(boolean isConfigured, boolean isChosen) {
        return new CondorCheck(Map.of("HTMAP_CONDOR_BIN", bin.toString()), isConfigured, isChosen)
                .findings(MapOptions.defaults());
    }

    private Finding finding(String subject) {
        return findings(true, true).stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPoolThatIsWellIsToldInAFewLines() {
        assertThat(finding("HTCondor")).isEqualTo(Finding.ok("HTCondor", "version 23.9.6"));
        assertThat(finding("schedd").level()).isEqualTo(Finding.Level.OK);
        assertThat(finding("slots").level()).isEqualTo(Finding.Level.OK);
        assertThat(finding("Java on nodes").level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void aScheddThatDoesNotAnswerIsAProblemWithItsOwnWords() throws IOException {
        program("condor_q", "echo >&2; echo '-- Failed to fetch ads from: <10.0.0.1:9618>' >&2; exit 1");

        assertThat(finding("schedd").level()).isEqualTo(Finding.Level.PROBLEM);
        assertThat(finding("schedd").text()).contains("Failed to fetch ads", "HTMAP_SCHEDULER=local");
        assertThat(finding("slots").level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void aCollectorThatDoesNotAnswerIsAProblem() throws IOException {
        program("condor_status", "echo 'Error: communication error' >&2; exit 1");

        assertThat(finding("slots").level()).isEqualTo(Finding.Level.PROBLEM);
        assertThat(finding("slots").text()).contains("communication error", "central manager");
    }

    @Test
    void aVersionThatCannotCommitIsAProblem() throws IOException {
        program("condor_version", "echo '$CondorVersion: 8.8.17 Mar 1 2022 $'");

        assertThat(finding("HTCondor").level()).isEqualTo(Finding.Level.PROBLEM);
        assertThat(finding("HTCondor").text()).contains("8.8.17");
    }

    @Test
    void programsThatAreMissingAreNamed() throws IOException {
        Files.delete(bin.resolve("condor_tail"));

        assertThat(findings(true, true)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
            assertThat(finding.text()).contains("condor_tail").doesNotContain("condor_q,");
        });
    }

    @Test
    void withoutHTCondorAllIsWellUnlessItWasAskedFor() throws IOException {
        for (String program : ALL) {
            Files.delete(bin.resolve(program));
        }

        assertThat(findings(false, false))
                .containsExactly(Finding.ok("HTCondor", "not on this machine: maps run here"));
        assertThat(findings(false, true)).extracting(Finding::level).containsExactly(Finding.Level.PROBLEM);
    }

    @Test
    void whereMapsGoElsewhereASilentScheddIsAWarning() throws IOException {
        program("condor_q", "exit 1");

        assertThat(findings(true, false))
                .extracting(Finding::level)
                .contains(Finding.Level.WARNING)
                .doesNotContain(Finding.Level.PROBLEM);
    }
}
