package io.htmap.pool;

import io.htmap.spi.SchedulerBudgetsContract;
import io.htmap.spi.SchedulerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("full")
class CondorBudgetsTest extends SchedulerBudgetsContract {
    @Override
    protected SchedulerUnderTest open(Path folder) {
        return new CondorUnderTest();
    }
}
