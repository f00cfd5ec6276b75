package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileInErrorTest {
    private static final Path OURS = Path.of("/tmp/check");

    @Test
    void isTheFirstOneOutsideTheWorkingDirectory() {
        String renamed = "it threw java.nio.file.NoSuchFileException: /tmp/check/1/a -> /data/out/b.new";

        assertThat(FileInError.outside(OURS, renamed)).contains(Path.of("/data/out/b.new"));
        assertThat(FileInError.outside(OURS, "it threw java.io.IOException: '/data/a' is locked"))
                .contains(Path.of("/data/a"));
    }

    @Test
    void isNothingWhereNoneIsNamed() {
        assertThat(FileInError.outside(OURS, "it threw java.nio.file.NoSuchFileException: saved/a"))
                .isEmpty();
        assertThat(FileInError.outside(OURS, "it threw X: /tmp/check/1/a")).isEmpty();
        assertThat(FileInError.outside(OURS, "it threw X: no\n at /data/a")).isEmpty();
        assertThat(FileInError.outside(OURS, "")).isEmpty();
    }
}
