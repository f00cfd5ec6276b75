package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibraryPathTest {
    private static final String CURRENT = "/d/htmap-cli.jar:/d/htmap-core-1.jar:/d/htmap-examples-1.jar"
            + ":/d/htmap-runtime-1.jar:/d/picocli-4.jar:/d/slf4j-api-2.jar";

    @Test
    void theProgramGetsTheLibraryAndNothingElseOfOurs() {
        assertThat(LibraryPath.join(null, CURRENT))
                .isEqualTo("/d/htmap-core-1.jar:/d/htmap-runtime-1.jar:/d/slf4j-api-2.jar");
    }

    @Test
    void itsOwnClassesComeFirst() {
        assertThat(LibraryPath.join("mine:a.jar", CURRENT)).startsWith("mine:a.jar:/d/htmap-core-1.jar:");
    }
}
