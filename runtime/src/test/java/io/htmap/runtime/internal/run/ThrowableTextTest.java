package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrowableTextTest {
    @Test
    void readsAsJavaPrintsIt() {
        Exception thrown = new IllegalStateException("outer");
        StringWriter printed = new StringWriter();
        thrown.printStackTrace(new PrintWriter(printed));
        assertThat(ThrowableText.lines(thrown))
                .isEqualTo(printed.toString().lines().toList());
    }

    @Test
    void hasCausesAndSuppressedOnes() {
        Exception thrown = new Exception("outer", new Exception("inner"));
        thrown.addSuppressed(new Exception("beside"));
        assertThat(ThrowableText.lines(thrown))
                .startsWith("java.lang.Exception: outer")
                .contains("\tSuppressed: java.lang.Exception: beside", "Caused by: java.lang.Exception: inner");
    }

    @Test
    void endsEvenIfCausesGoRound() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        assertThat(ThrowableText.lines(one)).endsWith("Caused by: [circular: java.lang.Exception: one]");
        assertThat(ErrorReports.isOutOfMemory(one)).isFalse();
    }

    @Test
    void isBounded() {
        Exception thrown = new Exception("bottom");
        for (int i = 0; i < 1_000; i++) {
            thrown = new Exception("layer", thrown);
        }
        List<String> lines = ThrowableText.lines(thrown);
        assertThat(lines).hasSize(ThrowableText.MOST_LINES + 1);
        assertThat(lines.get(ThrowableText.MOST_LINES)).startsWith("... ").endsWith(" more lines");
        assertThat(ThrowableText.message(new Exception("x".repeat(1_000_000))))
                .hasSizeLessThan(ThrowableText.LONGEST_MESSAGE + 100)
                .endsWith("... " + (1_000_000 - ThrowableText.LONGEST_MESSAGE) + " more characters");
    }

    @Test
    void showsSoManyFramesOfOneThrowable() {
        Exception deep = new Exception("deep");
        StackTraceElement[] frames = new StackTraceElement[ThrowableText.MOST_FRAMES + 3];
        java.util.Arrays.fill(frames, new StackTraceElement("a.B", "c", "B.java", 1));
        deep.setStackTrace(frames);
        assertThat(ThrowableText.lines(deep))
                .hasSize(ThrowableText.MOST_FRAMES + 2)
                .endsWith("\t... 3 more");
    }

    @Test
    void survivesThrowablesThatThrow() {
        assertThat(ThrowableText.lines(new Hostile()))
                .containsExactly(
                        Hostile.class.getName() + ": (its message cannot be read: java.lang.IllegalStateException)");
    }

    @Test
    void survivesOneWithoutFrames() {
        Throwable bare = new RuntimeException("bare") {
            @Override
            public StackTraceElement[] getStackTrace() {
                return null;
            }
        };
        assertThat(ThrowableText.lines(bare)).singleElement().asString().endsWith(": bare");
    }

    @Test
    void keepsMessagesOfSeveralLinesApart() {
        assertThat(ThrowableText.lines(new Exception("one\ntwo\r\nthree")))
                .startsWith("java.lang.Exception: one", "two", "three");
    }

    @Test
    void findsAnOutOfMemoryErrorBelow() {
        assertThat(ErrorReports.isOutOfMemory(new Exception(new Exception(new OutOfMemoryError()))))
                .isTrue();
        assertThat(ErrorReports.isOutOfMemory(new StackOverflowError())).isFalse();
    }

    private static final class Hostile extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException();
        }
    }
}
