package io.htmap.pool;

import io.htmap.spi.SchedulerLimitsContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("full")
class CondorLimitsTest extends SchedulerLimitsContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
