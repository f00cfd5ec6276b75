package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.internal.store.Home;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotObeyedTest {
    @TempDir
    private Path folder;

    private static MapOptions with(MapOptions.Builder set) {
        return set.build().mergedOver(MapOptions.defaults());
    }

    /** As a map is checked before it is made. */
    private void refuses(String option, MapOptions.Builder set) {
        CondorScheduler scheduler = new CondorScheduler(new Home(folder), Map.of("PATH", folder.toString()));
        assertThatThrownBy(() -> scheduler.check(with(set)))
                .isInstanceOf(HtmapException.class)
                .hasMessage("option " + option + " is not obeyed on HTCondor yet; leave it out, or run the map on this"
                        + " machine with the scheduler 'local'");
    }

    @Test
    void aLimitThatNobodyKeepsIsRefused() {
        refuses("maxMemoryMb", MapOptions.builder().maxMemoryMb(513));
    }

    @Test
    void whatSetsNoLimitIsNot() {
        assertThatCode(() -> NotObeyed.check(
                        with(MapOptions.builder().retries(1).maxEvictions(1).maxMemoryMb(512))))
                .doesNotThrowAnyException();
    }
}
