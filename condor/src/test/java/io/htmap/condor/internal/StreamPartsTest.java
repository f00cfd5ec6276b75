package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StreamPartsTest {
    private static final AttemptNumbers NUMBERS = new AttemptNumbers(List.of());

    private static final String MAP = "5d0c2c34-8f1e-4f37-9f5b-0d9d1f0d7a11";

    @Property(tries = 300)
    void eachAttemptGetsWhatItWrote(@ForAll List<byte[]> written) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < written.size(); i++) {
            whole.writeBytes(mark(i + 1));
            whole.writeBytes(written.get(i));
        }

        Map<Integer, byte[]> parts = StreamParts.split(MAP, whole.toByteArray(), NUMBERS);

        assertThat(parts).hasSize(written.size());
        for (int i = 0; i < written.size(); i++) {
            assertThat(parts.get(i + 1)).isEqualTo(written.get(i));
        }
    }

    @Property(tries = 300)
    void noiseHasNoParts(@ForAll byte[] noise) {
        assertThat(StreamParts.split(MAP, noise, NUMBERS)).isEmpty();
    }

    @Test
    void whatAnAttemptWroteInTwoPlacesIsJoined() {
        byte[] stream = (text(mark(1)) + "a\n" + text(mark(2)) + "b\n" + text(mark(1)) + "c\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(new String(StreamParts.split(MAP, stream, NUMBERS).get(1), StandardCharsets.UTF_8))
                .isEqualTo("a\nc\n");
    }

    @Test
    void aTornMarkIsNone() {
        byte[] whole = mark(12);
        byte[] torn = java.util.Arrays.copyOf(whole, whole.length - 1);

        assertThat(StreamParts.split(MAP, torn, NUMBERS)).isEmpty();
    }

    @Test
    void anotherMapsMarkIsOutput() {
        byte[] stream = (text(mark(1)) + "\u001ehtmap other 2\n").getBytes(StandardCharsets.UTF_8);

        assertThat(StreamParts.split(MAP, stream, NUMBERS)).containsOnlyKeys(1);
    }

    private static byte[] mark(int attempt) {
        return ("\u001ehtmap " + MAP + " " + attempt + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
