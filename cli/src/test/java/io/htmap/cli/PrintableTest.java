package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void controlCharactersAreWrittenAsJavaDoes() {
        assertThat(Printable.text("\u001b]0;title\u0007 a\bb \u009b31m\r"))
                .isEqualTo("\\u001b]0;title\\u0007 a\\u0008b \\u009b31m\\u000d");
    }

    @Test
    void textKeepsItsLinesAndTabs() {
        assertThat(Printable.text("a\n\tat b\r\nc  ü 日本 😀")).isEqualTo("a\n\tat b\nc  ü 日本 😀");
    }

    @Test
    void aLineIsOneLineAndKeepsItsIndentation() {
        assertThat(Printable.line("   3  held \n\r\n why\u2028too \n")).isEqualTo("   3  held; why; too");
    }
}
