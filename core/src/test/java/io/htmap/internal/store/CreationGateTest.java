package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreationGateTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void open() {
        home = Homes.open(folder.resolve("home"));
    }

    @Test
    void makersPassTogetherAndKeepTheCleanerOutUntilTheLastHasLeft() {
        CreationGate.Passage first = CreationGate.enterToCreate(home);
        CreationGate.Passage second = CreationGate.enterToCreate(home);
        assertThat(CreationGate.tryEnterToClean(home)).isEmpty();
        first.close();
        assertThat(CreationGate.tryEnterToClean(home)).isEmpty();
        second.close();

        CreationGate.tryEnterToClean(home).orElseThrow().close();
    }

    @Test
    void theCleanerIsAlone() {
        try (CreationGate.Passage cleaner = CreationGate.tryEnterToClean(home).orElseThrow()) {
            assertThat(CreationGate.tryEnterToClean(home)).isEmpty();
            assertThatThrownBy(() -> CreationGate.enterToCreate(home)).isInstanceOf(HtmapException.class);
        }
        CreationGate.enterToCreate(home).close();
    }

    @Test
    void anotherProcessIsKeptOutToo() throws Exception {
        try (CreationGate.Passage maker = CreationGate.enterToCreate(home)) {
            assertThat(cleanElsewhere()).isEqualTo("closed");
        }
        assertThat(cleanElsewhere()).isEqualTo("open");
    }

    private String cleanElsewhere() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Cleaner.class.getName(),
                        home.path().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor()).isZero();
        return said;
    }

    /** Tries the gate in a process of its own. */
    static final class Cleaner {
        private Cleaner() {}

        public static void main(String[] arguments) {
            Home home = Homes.open(Path.of(arguments[0]));
            System.out.println(CreationGate.tryEnterToClean(home).isPresent() ? "open" : "closed");
        }
    }
}
