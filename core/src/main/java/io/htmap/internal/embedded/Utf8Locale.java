package io.htmap.internal.embedded;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Lets a process name any file: Java takes the encoding of file names from the locale. Which locale the program had that
 * happened to start a scheduler must not decide whether a component can read what it has saved.
 */
final class Utf8Locale {
    private static final String ALL = "LC_ALL";

    private Utf8Locale() {}

    /** Sets a locale with UTF-8 where there is none. */
    static void ensure(Map<String, String> environment) {
        String locale = Stream.of(ALL, "LC_CTYPE", "LANG")
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        if (!locale.matches("(?i).*\\.utf-?8(@.*)?")) {
            environment.put(ALL, "C.UTF-8");
        }
    }
}
