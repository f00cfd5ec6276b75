package io.htmap.pool;

import io.htmap.spi.SchedulerSuspensionContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;

class CondorSuspensionTest extends SchedulerSuspensionContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
