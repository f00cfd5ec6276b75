package io.htmap.runtime.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JavaStateCodecTest {
    private static final int DEPTH = 100_000;
    private static final long ROOM_FOR_IT = 512L << 20;

    static final class Link implements Serializable {
        private static final long serialVersionUID = 1L;

        Link next;

        static Link chain(int length) {
            return IntStream.range(1, length).boxed().reduce(new Link(), (link, i) -> link.before(), (a, b) -> b);
        }

        private Link before() {
            Link first = new Link();
            first.next = this;
            return first;
        }
    }

    private final JavaStateCodec<Link> codec = new JavaStateCodec<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Reading takes more of the stack than writing: what was written may be too deep for it. */
    @Test
    void whatIsNestedTooDeepToBeReadIsExplained() throws Exception {
        Thread deep = new Thread(null, this::write, "deep", ROOM_FOR_IT);
        deep.start();
        deep.join();
        assertThat(bytes.size()).isGreaterThan(DEPTH);

        assertThatIOException()
                .isThrownBy(() -> codec.read(new ByteArrayInputStream(bytes.toByteArray())))
                .withMessageStartingWith("the state is nested too deep for Java serialization");
    }

    private void write() {
        try {
            codec.write(Link.chain(DEPTH), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
