package io.htmap.internal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8LocaleTest {
    private static Map<String, String> ensured(Map<String, String> before) {
        Map<String, String> environment = new HashMap<>(before);
        Utf8Locale.ensure(environment);
        return environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {"C.UTF-8", "de_DE.utf8", "sr_RS.UTF-8@latin"})
    void oneWithUtf8Stays(String locale) {
        assertThat(ensured(Map.of("LANG", locale))).isEqualTo(Map.of("LANG", locale));
        assertThat(ensured(Map.of("LANG", "C", "LC_ALL", locale))).isEqualTo(Map.of("LANG", "C", "LC_ALL", locale));
    }

    @Test
    void whereThereIsNoneOneIsSet() {
        assertThat(ensured(Map.of())).isEqualTo(Map.of("LC_ALL", "C.UTF-8"));
        assertThat(ensured(Map.of("LC_ALL", "", "LANG", "de_DE@euro"))).containsEntry("LC_ALL", "C.UTF-8");
        assertThat(ensured(Map.of("LC_ALL", "POSIX", "LANG", "en_GB.UTF-8"))).containsEntry("LC_ALL", "C.UTF-8");
    }
}
