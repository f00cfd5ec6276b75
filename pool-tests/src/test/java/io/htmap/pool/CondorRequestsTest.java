package io.htmap.pool;

import io.htmap.spi.SchedulerRequestsContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone in the pool: HTCondor may give a component the slot that another one had, with more memory than was asked for. */
@Isolated
class CondorRequestsTest extends SchedulerRequestsContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
