package io.htmap.pool;

import io.htmap.spi.SchedulerRandomLossesContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("full")
class CondorRandomLossesTest extends SchedulerRandomLossesContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }

    @Override
    protected int many() {
        return 20;
    }
}
