package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.SchedulerEndsContract;
import io.htmap.spi.SchedulerUnderTest;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class EmbeddedSchedulerEndsTest extends SchedulerEndsContract {
    private static Integer deletesItsFolder(Integer input) throws IOException {
        DurableFiles.deleteTree(Path.of("..").toRealPath());
        return input;
    }

    @Test
    void oneWhoseFolderIsDeletedIsHeldForThat() throws Exception {
        ComponentMap<Integer, Integer> map = htmap().map(
                        "deleted",
                        EmbeddedSchedulerEndsTest::deletesItsFolder,
                        List.of(1),
                        options().build());

        map.awaitStatus(0, Status.HELD, Waits.LONG);

        assertThat(map.holdReason(0).orElseThrow().reason()).contains("was deleted while it ran");
    }

    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new EmbeddedUnderTest(folder);
    }
}
