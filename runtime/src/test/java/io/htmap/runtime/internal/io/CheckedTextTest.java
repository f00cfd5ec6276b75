package io.htmap.runtime.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class CheckedTextTest {
    @Test
    void isReadableByPeople() {
        byte[] bytes = new CheckedText(Map.of("b", "two\nlines", "a", "1")).toBytes();

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .startsWith("a=1\nb=two\\nlines\ncrc32c=")
                .hasLineCount(3)
                .endsWith("\n");
    }

    @Property
    void anyValuesComeBack(@ForAll Map<@AlphaChars @NotEmpty String, String> values) throws Exception {
        Map<String, String> encodable = new TreeMap<>();
        values.forEach((key, value) ->
                encodable.put(key, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));

        CheckedText read = CheckedText.parse(new CheckedText(encodable).toBytes(), "a text");

        assertThat(read.values()).isEqualTo(encodable);
    }

    @Test
    void everyCutAndEveryChangedBitIsFound() {
        byte[] whole = new CheckedText(Map.of("key", "value\\\r\n=", "other", "")).toBytes();
        for (int i = 0; i < whole.length; i++) {
            byte[] cut = Arrays.copyOf(whole, i);
            assertThatThrownBy(() -> CheckedText.parse(cut, "it")).isInstanceOf(DamagedRecordException.class);
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> CheckedText.parse(changed, "it")).isInstanceOf(DamagedRecordException.class);
            }
        }
    }

    @Test
    void aMissingOrWrongEntryIsNamed() throws Exception {
        CheckedText text = new CheckedText(Map.of("number", "12", "word", "x"));

        assertThat(text.requireLong("number")).isEqualTo(12);
        assertThat(text.get("none")).isNull();
        assertThatThrownBy(() -> text.require("none")).hasMessage("the entry 'none' is missing");
        assertThatThrownBy(() -> text.requireLong("word")).hasMessage("the entry 'word' is not a whole number: x");
    }

    @Test
    void theMessageNamesTheText() {
        assertThatThrownBy(() -> CheckedText.parse(new byte[0], "the manifest"))
                .hasMessage("the manifest is damaged: its last line, the checksum, is missing");
        assertThatThrownBy(() -> CheckedText.parse(new byte[] {(byte) 0xff, '\n'}, "the manifest"))
                .hasMessage("the manifest is damaged: it is not text");
        assertThatThrownBy(() -> CheckedText.parse("a=1\ncrc32c=00000000\n".getBytes(StandardCharsets.UTF_8), "it"))
                .hasMessage("it is damaged: it fails its checksum");
    }
}
