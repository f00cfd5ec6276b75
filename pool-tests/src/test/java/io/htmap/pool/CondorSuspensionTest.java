package io.htmap.pool;

import io.htmap.spi.SchedulerSuspensionContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("full")
class CondorSuspensionTest extends SchedulerSuspensionContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
