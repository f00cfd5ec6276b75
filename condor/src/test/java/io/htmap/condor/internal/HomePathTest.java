package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomePathTest {
    /** As a map is checked before it is made. */
    @ParameterizedTest
    @ValueSource(strings = {"/home/me/a $(x)", "/home/$$(y)", "/data/$ENV(HOME)/b"})
    void aMacroInThePathIsRefused(String path) {
        CondorScheduler scheduler = new CondorScheduler(new Home(Path.of(path)), Map.of("PATH", "/nowhere"));

        assertThatThrownBy(() -> scheduler.check(MapOptions.defaults()))
                .isInstanceOf(SchedulerException.class)
                .hasMessage("HTCondor takes a part of the home folder's path " + path
                        + " for a macro; choose a home folder without '$(' in its path, with HTMAP_DIR");
    }

    @Test
    void aDollarAloneIsNot() {
        assertThatCode(() -> HomePath.check(new Home(Path.of("/home/me/a$ (b) $c, 'd'"))))
                .doesNotThrowAnyException();
    }
}
