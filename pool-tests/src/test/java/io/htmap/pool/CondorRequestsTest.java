package io.htmap.pool;

import io.htmap.spi.SchedulerRequestsContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("full")
class CondorRequestsTest extends SchedulerRequestsContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
