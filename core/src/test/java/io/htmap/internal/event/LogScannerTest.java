package io.htmap.internal.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogScannerTest {
    private final List<String> found = new ArrayList<>();
    private final LogScanner.Sink sink = new LogScanner.Sink() {
        @Override
        public void event(long offset, byte[] bytes, int from, int to) {
            found.add(offset + ":" + new String(bytes, from, to - from, ISO_8859_1));
        }

        @Override
        public void tooLong(long offset) {
            found.add(offset + ":too long");
        }
    };

    private final LogScanner scanner = new LogScanner(LogPosition.START, sink);

    @Test
    void eventsAreCutAtLinesOfThreeDots() {
        feed("one\n...\ntwo\n....\n ...\n.. .\n...\r\nthree");

        assertThat(found).containsExactly("0:one\n", "8:two\n....\n ...\n.. .\n");
        assertThat(scanner.position()).isEqualTo(new LogPosition(32, LogPosition.Mode.EVENT));
    }

    @Test
    void anEventWaitsForItsLastLineBreak() {
        feed("one\n...");
        assertThat(found).isEmpty();
        assertThat(scanner.lacksLineBreak()).isTrue();
        feed("\r");
        assertThat(scanner.lacksLineBreak()).isTrue();
        feed("\n");

        assertThat(found).containsExactly("0:one\n");
        assertThat(scanner.lacksLineBreak()).isFalse();
        assertThat(scanner.position()).isEqualTo(new LogPosition(9, LogPosition.Mode.EVENT));
    }

    @Test
    void whatFollowsThreeDotsMakesAnotherLine() {
        feed("a\n...\r\r\n...x\n...\r.\n..\n...\n");

        assertThat(found).containsExactly("0:a\n...\r\r\n...x\n...\r.\n..\n");
    }

    @Test
    void aStartInTheMiddleOfALogCountsFromThere() {
        LogScanner later = new LogScanner(new LogPosition(100, LogPosition.Mode.EVENT), sink);
        byte[] bytes = "##x\n...\n##".getBytes(ISO_8859_1);
        later.feed(bytes, 2, 8);

        assertThat(found).containsExactly("100:x\n");
        assertThat(later.position().offset()).isEqualTo(106);
    }

    @Test
    void anEventMayBeJustSoLong() {
        String longest = "x".repeat(LogScanner.MAX_EVENT - 5) + "\n";
        feed(longest + "...\nb\n...\n");

        assertThat(found).containsExactly("0:" + longest, LogScanner.MAX_EVENT + ":b\n");
    }

    @Test
    void aLongerEventIsSkipped() {
        String tooLong = "x".repeat(LogScanner.MAX_EVENT - 4) + "\n";
        feed(tooLong + "...\nb\n...\n");

        assertThat(found).containsExactly("0:too long", (tooLong.length() + 4) + ":b\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096, 1 << 19, 3 << 19})
    void cutsChangeNothing(int size) {
        String log =
                "one\n...\n" + "x".repeat(3 << 19) + "\n...\ntwo\n...\n" + "y\n".repeat(1 << 20) + "...\nthree\n...\n";
        byte[] bytes = log.getBytes(ISO_8859_1);
        for (int i = 0; i < bytes.length; i += size) {
            scanner.feed(bytes, i, Math.min(bytes.length, i + size));
        }

        assertThat(found)
                .containsExactly("0:one\n", "8:too long", "1572877:two\n", "1572885:too long", "3670041:three\n");
        assertThat(scanner.position()).isEqualTo(new LogPosition(bytes.length, LogPosition.Mode.EVENT));
    }

    @Test
    void aReaderCanGoOnInsideWhatIsTooLong() {
        String log = "x".repeat(LogScanner.MAX_EVENT) + "yy\n...\nb\n...\n";
        byte[] bytes = log.getBytes(ISO_8859_1);
        for (int cut = LogScanner.MAX_EVENT - 3; cut <= bytes.length; cut++) {
            found.clear();
            LogScanner first = new LogScanner(LogPosition.START, sink);
            first.feed(bytes, 0, cut);
            LogPosition position = first.position();
            LogScanner second = new LogScanner(position, sink);
            second.feed(bytes, (int) position.offset(), bytes.length);

            assertThat(found).as("cut at %s", cut).containsExactly("0:too long", "1048583:b\n");
            assertThat(second.position().offset()).isEqualTo(bytes.length);
        }
    }

    @Test
    void thePlaceInsideWhatIsTooLongIsTheLineThatMayEndIt() {
        feed("x".repeat(LogScanner.MAX_EVENT) + "y");
        assertThat(scanner.position())
                .isEqualTo(new LogPosition(LogScanner.MAX_EVENT + 1, LogPosition.Mode.SKIPPING_MID_LINE));
        feed("\n..");
        assertThat(scanner.position()).isEqualTo(new LogPosition(LogScanner.MAX_EVENT + 2, LogPosition.Mode.SKIPPING));
        assertThat(scanner.lacksLineBreak()).isFalse();
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        scanner.feed(bytes, 0, bytes.length);
    }
}
