package io.htmap.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLengthTest {
    @TempDir
    Path folder;

    private Path note;
    private Path log;

    @BeforeEach
    void write() throws IOException {
        note = folder.resolve("events.length");
        log = Files.write(folder.resolve("events.log"), new byte[1000]);
    }

    @Test
    void aLogThatWasCutOffIsRefused() throws IOException {
        LogLength.note(note, 999);
        LogLength.note(note, 1000);

        assertThatCode(() -> LogLength.check(note, log)).doesNotThrowAnyException();
        Files.write(log, new byte[999]);
        assertThatThrownBy(() -> LogLength.check(note, log))
                .isInstanceOf(LogTruncatedException.class)
                .hasMessageContaining(log.toString())
                .hasMessageContaining("it has 999 bytes, but 1000");
        Files.delete(log);
        assertThatThrownBy(() -> LogLength.check(note, log)).isInstanceOf(LogTruncatedException.class);
    }

    @Test
    void aLogThatGrewIsTaken() throws IOException {
        LogLength.note(note, 10);

        assertThatCode(() -> LogLength.check(note, log)).doesNotThrowAnyException();
    }

    @Test
    void withoutAWholeNoteEachLengthIsTaken() throws IOException {
        assertThatCode(() -> LogLength.check(note, log)).doesNotThrowAnyException();
        LogLength.note(note, 2000);
        byte[] whole = Files.readAllBytes(note);

        for (int length = 0; length < whole.length; length++) {
            Files.write(note, Arrays.copyOf(whole, length));
            assertThatCode(() -> LogLength.check(note, log)).doesNotThrowAnyException();
        }
        whole[0] ^= 1;
        Files.write(note, whole);
        assertThatCode(() -> LogLength.check(note, log)).doesNotThrowAnyException();
    }

    @Test
    void theNoteIsForItsOwnerOnly() throws IOException {
        LogLength.note(note, 1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
                .isEqualTo("rw-------");
    }
}
