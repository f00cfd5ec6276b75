package io.htmap.internal.handle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting waiting = new Waiting(() -> {});

    @Test
    void theMessageHasTheTimeThatWasGiven() {
        assertThatThrownBy(() -> waiting.until(Duration.ofMillis(5), Optional::empty, () -> "rain"))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("waited 0.005 s for rain");
    }

    @Test
    void noTimeAtAllIsRefused() {
        assertThatThrownBy(() -> waiting.until(null, Optional::empty, () -> "rain"))
                .hasMessage("the timeout is null");
    }

    @Test
    void aNegativeTimeIsNamedAsSuch() {
        assertThatThrownBy(() -> waiting.until(Duration.ofSeconds(-2), Optional::empty, () -> "rain"))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("did not wait, since the timeout was negative (-2.0 s), for rain");
    }
}
