package io.htmap.pool;

import io.htmap.spi.SchedulerContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;

class CondorContractTest extends SchedulerContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
