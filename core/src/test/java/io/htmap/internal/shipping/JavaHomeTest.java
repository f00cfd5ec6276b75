package io.htmap.internal.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaHomeTest {
    @TempDir
    Path home;

    @Test
    void theRunningJavaIsKnown() {
        assertThat(JavaHome.featureVersion(Path.of(System.getProperty("java.home"))))
                .isEqualTo(Runtime.version().feature());
    }

    @ParameterizedTest
    @CsvSource({"17.0.15,17", "25,25", "1.8.0_392,8", "26-ea,26", "21.0.2+13,21"})
    void theReleaseFileTells(String written, int feature) throws IOException {
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + written + "\"\nOS=\"Linux\"\n");
        assertThat(JavaHome.featureVersion(home)).isEqualTo(feature);
    }

    @Test
    void withoutAReleaseFileTheProgramIsAsked() throws IOException {
        program("echo 'openjdk version \"21.0.4\" 2024-07-16' >&2");
        assertThat(JavaHome.featureVersion(home)).isEqualTo(21);
    }

    @Test
    void aProgramThatDoesNotTellIsRefused() throws IOException {
        Path program = program("echo hello");
        assertThatThrownBy(() -> JavaHome.featureVersion(home))
                .isInstanceOf(HtmapException.class)
                .hasMessage("option javaHome: " + program + " -version does not say which Java it is");
    }

    @Test
    void aFolderWithoutJavaIsRefused() {
        assertThatThrownBy(() -> JavaHome.featureVersion(home))
                .isInstanceOf(HtmapException.class)
                .hasMessage("option javaHome: there is no Java in " + home + "; give the folder that has bin/java");
    }

    private Path program(String command) throws IOException {
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\n" + command + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
