package io.htmap.embedded;

import io.htmap.spi.SchedulerRandomLossesContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("process")
class EmbeddedSchedulerRandomLossesTest extends SchedulerRandomLossesContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new EmbeddedUnderTest(folder);
    }

    @Override
    protected int many() {
        return 100;
    }
}
