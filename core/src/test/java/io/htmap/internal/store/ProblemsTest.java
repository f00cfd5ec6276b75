package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.HtmapException;
import io.htmap.WaitInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final Path HOME = Path.of("/home/me/.htmap");

    @Test
    void aFullDiskAndAFullQuotaSayWhatToDo() {
        String full = Problems.of("cannot write", HOME, new IOException("No space left on device"))
                .getMessage();
        String quota = Problems.of("cannot write", HOME, new FileSystemException("x", null, "Disk quota exceeded"))
                .getMessage();

        assertThat(full)
                .isEqualTo("cannot write /home/me/.htmap: No space left on device; free some space or raise the"
                        + " quota, or choose another home folder with HTMAP_DIR");
        assertThat(quota).startsWith("cannot write /home/me/.htmap: Disk quota exceeded; free some space");
    }

    @Test
    void anInterruptIsNoTroubleOfTheFile() {
        assertThat(Problems.of("cannot read", HOME, new ClosedByInterruptException()))
                .isInstanceOf(WaitInterruptedException.class)
                .hasMessage("cannot read /home/me/.htmap: interrupted");
    }

    @Test
    void tellsAFullDiskThroughItsCauses() {
        assertThat(Problems.isDiskFull(new RuntimeException(new IOException("No space left on device"))))
                .isTrue();
        assertThat(Problems.isDiskFull(new IOException("x", new IOException("Disk quota exceeded"))))
                .isTrue();
        assertThat(Problems.isDiskFull(new RuntimeException("No space left on device")))
                .isFalse();
        assertThat(Problems.isDiskFull(new IOException((String) null))).isFalse();
    }

    @Test
    void exceptionsThatHaveOnlyAFileNameAreGivenWords() {
        assertThat(Problems.reason(new AccessDeniedException("/x"))).isEqualTo("permission denied");
        assertThat(Problems.reason(new NoSuchFileException("/x"))).isEqualTo("no such file");
        assertThat(Problems.reason(new FileSystemException("/x", null, "Is a directory")))
                .isEqualTo("Is a directory");
        assertThat(Problems.reason(new IOException())).isEqualTo("IOException");
        assertThat(Problems.reason(new IOException("one\ntwo"))).isEqualTo("one");
        assertThat(Problems.of("cannot open", HOME, new AccessDeniedException("/x")))
                .hasMessage("cannot open /home/me/.htmap: permission denied; check who owns it, or choose another home"
                        + " folder with HTMAP_DIR");
        assertThat(Problems.of("cannot open", HOME, new IOException("odd")))
                .hasMessage("cannot open /home/me/.htmap: odd");
    }

    @Test
    void anyFailureComesToOneLine() {
        IOException full = new IOException("No space left on device");

        assertThat(Problems.line(new HtmapException("as it is", full))).isEqualTo("as it is");
        assertThat(Problems.line(new UncheckedIOException("cannot read", new IOException("odd"))))
                .isEqualTo("cannot read: odd");
        assertThat(Problems.line(new FileSystemException("/x", null, "Is a directory")))
                .isEqualTo("/x: Is a directory");
        assertThat(Problems.line(new AccessDeniedException("/x")))
                .startsWith("/x: permission denied; check who owns it");
        assertThat(Problems.line(full)).startsWith("No space left on device; free some space");
        assertThat(Problems.line(new IllegalStateException("secret")))
                .isEqualTo("a failure of its own (IllegalStateException)");
        assertThat(Problems.reason(new ClosedByInterruptException())).isEqualTo("interrupted");
        assertThat(Problems.damageAdvice("x"))
                .isEqualTo("; restore it from a backup, or remove the map with: htmap remove --force x");
    }
}
