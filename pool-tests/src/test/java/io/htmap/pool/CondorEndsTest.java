package io.htmap.pool;

import io.htmap.spi.SchedulerEndsContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;

class CondorEndsTest extends SchedulerEndsContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
