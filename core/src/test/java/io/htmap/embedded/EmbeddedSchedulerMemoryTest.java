package io.htmap.embedded;

import io.htmap.spi.SchedulerMemoryContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("process")
class EmbeddedSchedulerMemoryTest extends SchedulerMemoryContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new EmbeddedUnderTest(folder);
    }
}
