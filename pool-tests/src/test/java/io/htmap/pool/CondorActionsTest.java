package io.htmap.pool;

import io.htmap.spi.SchedulerActionsContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;

class CondorActionsTest extends SchedulerActionsContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
