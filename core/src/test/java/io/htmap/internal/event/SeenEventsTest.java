package io.htmap.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenEventsTest {
    private final SeenEvents seen = new SeenEvents(2);

    @Test
    void eachFingerprintIsNewOnce() {
        for (long each = 1; each <= 20; each++) {
            assertThat(seen.add(0, each)).isTrue();
        }
        for (long each = 1; each <= 20; each++) {
            assertThat(seen.add(0, each)).isFalse();
            assertThat(seen.add(1, each)).isTrue();
        }
    }

    @Test
    void whatIsForgottenIsNewAgain() {
        seen.add(0, 5);
        assertThat(seen.of(0)).containsExactly(5, 0);
        seen.forget(0);

        assertThat(seen.of(0)).isEmpty();
        assertThat(seen.add(0, 5)).isTrue();
    }

    @Test
    void aFingerprintDependsOnEachByteOfTheRange() {
        byte[] bytes = {9, 1, 2, 3, 9};
        long print = Fingerprint.of(bytes, 1, 4);
        for (int i = 1; i < 4; i++) {
            byte[] other = bytes.clone();
            other[i]++;
            assertThat(Fingerprint.of(other, 1, 4)).isNotEqualTo(print);
        }
        assertThat(Fingerprint.of(new byte[] {1, 2, 3}, 0, 3)).isEqualTo(print).isNotZero();
        assertThat(Fingerprint.of(bytes, 1, 3)).isNotEqualTo(print);
    }

    @Test
    void anEventAtHandHasTheFingerprintOfItsBytesInTheLog() {
        JobEvent event = Samples.event(0, Samples.held());
        MapState state = Lives.fold(EventFormat.format(event)).state();

        assertThat(state.apply(event)).isFalse();
        assertThat(state.version()).isEqualTo(1);
    }
}
