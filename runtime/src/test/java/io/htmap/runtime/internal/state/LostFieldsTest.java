package io.htmap.runtime.internal.state;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LostFieldsTest {
    record Grid(AtomicLong cells) {}

    /** Not serializable. */
    static class Named {
        final List<String> made = new ArrayList<>(List.of("always"));
        final Logger log = Logger.getLogger("named");
        final List<Object> locks = new ArrayList<>(List.of(new Object()));
        final Map<String, Object> lockByName = Map.of("named", new Object());
        final Object[] slots = {Optional.of(new AtomicLong())};
        final Grid grid = new Grid(new AtomicLong());
        String name = "";
        transient int cache;
    }

    static final class Particle extends Named implements Serializable {
        private static final long serialVersionUID = 1L;

        Particle next;
        byte[] much = {};
    }

    @Test
    void whatASuperclassMakesAnewIsNotLost() {
        Particle particle = new Particle();
        particle.cache = 7;

        assertThatCode(() -> LostFields.check(List.of(particle))).doesNotThrowAnyException();
        assertThatCode(() -> LostFields.check(List.of(1, "a", new int[] {2}))).doesNotThrowAnyException();
    }

    @Test
    void whatItWasGivenIsLostWhereverItLies() {
        Particle particle = new Particle();
        particle.name = "p";

        assertThatIOException()
                .isThrownBy(() -> LostFields.check(List.of(new Particle(), particle)))
                .withMessageStartingWith("the value of name in a state's " + Particle.class.getName()
                        + " would be lost, as " + Named.class.getName() + " is not serializable");
    }

    @Test
    void anElementThatItWasGivenIsLost() {
        Particle particle = new Particle();
        particle.made.add("later");

        assertThatIOException()
                .isThrownBy(() -> LostFields.check(particle))
                .withMessageStartingWith("the value of made in a state's ");
    }

    @Test
    void thereIsNoRoomForCopiesOfWhatIsLarge() {
        Particle large = new Particle();
        large.much = new byte[8 << 20];
        large.name = "not looked at";

        assertThatCode(() -> LostFields.check(large)).doesNotThrowAnyException();
    }

    /** A copy of each would have copies of all behind it. */
    @Test
    void aChainIsNotCopiedForEachOfItsLinks() {
        Particle last = new Particle();
        Particle first = last;
        for (int i : IntStream.range(0, 1000).toArray()) {
            Particle next = new Particle();
            next.much = new byte[10_000];
            next.next = first;
            first = next;
        }
        Particle chain = first;
        last.name = "not looked at";

        assertThatCode(() -> LostFields.check(chain)).doesNotThrowAnyException();
    }
}
