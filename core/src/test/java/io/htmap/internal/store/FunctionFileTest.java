package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionFileTest {
    private static final byte[] FUNCTION = "a function".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void comesBack() throws Exception {
        Path file = folder.resolve("function");
        FunctionFile.write(file, FUNCTION);

        assertThat(FunctionFile.read(file)).isEqualTo(FUNCTION);
    }

    @Test
    void isRefusedWithEachByteChangedEachCutAndAnythingBehindIt() throws Exception {
        Path file = folder.resolve("function");
        FunctionFile.write(file, FUNCTION);
        byte[] whole = Files.readAllBytes(file);

        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            refused(Files.write(file, changed));
            refused(Files.write(file, java.util.Arrays.copyOf(whole, i)));
        }
        Files.write(file, whole);
        refused(Files.write(file, new byte[1], StandardOpenOption.APPEND));
    }

    @Test
    void isRefusedWhenItHoldsSomethingElse() throws Exception {
        Path file = folder.resolve("function");
        io.htmap.runtime.internal.io.DurableFiles.replace(
                file, channel -> RecordWriter.startIn(channel).append(RecordKind.INPUT, -1, 0, FUNCTION));

        assertThatExceptionOfType(DamagedRecordException.class)
                .isThrownBy(() -> FunctionFile.read(file))
                .withMessage(file + " is damaged: it does not hold one function");
    }

    private static void refused(Path file) {
        assertThatExceptionOfType(java.io.IOException.class).isThrownBy(() -> FunctionFile.read(file));
    }
}
