package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {
    @Test
    void writesPlainNamesAsTheyAre() throws Exception {
        assertThat(EntryNames.encode(Path.of("a b/~c"))).isEqualTo("a b/~c");
        assertThat(EntryNames.decode("a b/~c")).isEqualTo(Path.of("a b/~c"));
    }

    @Test
    void writesOtherNamesByTheirBytes() throws Exception {
        assertThat(EntryNames.encode(Path.of("50%"))).isEqualTo("50%25");
        assertThat(EntryNames.encode(Path.of("a\nb"))).isEqualTo("a%0Ab");
        assertThat(EntryNames.encode(Path.of("a\u007fb"))).isEqualTo("a%7Fb");
        assertThat(EntryNames.decode("50%25")).isEqualTo(Path.of("50%"));
    }

    @Test
    void keepsBytesThatAreNoTextInAnyLocale() throws Exception {
        Path odd = Path.of(URI.create("file:///x%FF%C3%A9/y%20")).subpath(0, 2);
        assertThat(EntryNames.decode(EntryNames.encode(odd))).isEqualTo(odd);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "/",
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a/../b",
                "a/.",
                "./a",
                "%",
                "%zz",
                "a%00",
                "%2e%2e/x",
                "a/%2e%2e",
                "%2E"
            })
    void refusesNamesThatLeadOutsideOrNowhere(String name) {
        assertThatExceptionOfType(DamagedCheckpointException.class)
                .isThrownBy(() -> EntryNames.decode(name))
                .withMessage("its manifest has a name that leads outside or nowhere");
    }

    @Property
    void neverLeadsOutsideWhateverTheText(@ForAll String name) {
        Path folder = Path.of("/work");
        try {
            Path path = folder.resolve(EntryNames.decode(name));
            assertThat((Object) path.normalize()).isEqualTo(path).isNotEqualTo(folder);
            assertThat(path.startsWith(folder)).isTrue();
        } catch (DamagedCheckpointException e) {
            assertThat(e).hasMessageContaining("leads outside");
        }
    }
}
