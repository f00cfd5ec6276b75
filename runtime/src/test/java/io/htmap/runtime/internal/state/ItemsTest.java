package io.htmap.runtime.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ItemsTest {
    /** A quantity as libraries of units have them, without a text of its own. */
    private static final class Metres extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 1;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public float floatValue() {
            return 1;
        }

        @Override
        public double doubleValue() {
            return 1;
        }
    }

    @Test
    void textsAndNumbersAreToldApart() {
        assertThat(Items.describe(List.of("a", 1, 2.5, true, TimeUnit.DAYS)))
                .isEqualTo(Items.describe(List.of("a", 1, 2.5, true, TimeUnit.DAYS)))
                .startsWith("5 items with the checksum ")
                .isNotEqualTo(Items.describe(List.of("a", 1, 2.5, true, TimeUnit.HOURS)));
    }

    @Test
    void theChecksumThatEarlierVersionsSavedStaysTheSame() {
        assertThat(Items.describe(List.of("a", 1, TimeUnit.DAYS))).isEqualTo("3 items with the checksum c23374ce");
        assertThat(Items.checksumBeside(List.of("a", 1, TimeUnit.DAYS))).isNull();
    }

    @Test
    void whatHasNoTextOfItsOwnIsOnlyCounted() {
        assertThat(Items.describe(List.of(new Metres(), 1))).isEqualTo("2 items");
        assertThat(Items.describe(List.of(new Object()))).isEqualTo("1 items");
    }
}
