package io.htmap.internal.shipping;

import io.htmap.HtmapException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out about Java installations. */
public final class JavaHome {
    private static final Pattern RELEASE = Pattern.compile("^JAVA_VERSION=\"([^\"]+)\"", Pattern.MULTILINE);
    private static final Pattern PROGRAM = Pattern.compile("version \"([^\"]+)\"");
    private static final Pattern NUMBERS = Pattern.compile("(?:1\\.)?([0-9]+).*");

    private JavaHome() {}

    /**
     * Returns the feature version of an installation, as 17: from its {@code release} file, else from what
     * {@code bin/java -version} prints.
     *
     * @throws HtmapException when there is no Java
     */
    public static int featureVersion(Path home) {
        return fromRelease(home).orElseGet(() -> fromProgram(home));
    }

    private static OptionalInt fromRelease(Path home) {
        try {
            return versionIn(Files.readString(home.resolve("release")), RELEASE);
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        } catch (IOException e) {
            throw new HtmapException("option javaHome: " + home.resolve("release") + " cannot be read: " + e, e);
        }
    }

    private static int fromProgram(Path home) {
        Path program = home.resolve("bin").resolve("java");
        try {
            Process process = new ProcessBuilder(program.toString(), "-version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return versionIn(printed, PROGRAM)
                    .orElseThrow(() -> new HtmapException(
                            "option javaHome: " + program + " -version does not say which Java it is"));
        } catch (IOException e) {
            throw new HtmapException(
                    "option javaHome: there is no Java in " + home + "; give the folder that has bin/java", e);
        }
    }

    private static OptionalInt versionIn(String text, Pattern where) {
        Matcher line = where.matcher(text);
        if (!line.find()) {
            return OptionalInt.empty();
        }
        Matcher numbers = NUMBERS.matcher(line.group(1));
        return numbers.matches() ? OptionalInt.of(Integer.parseInt(numbers.group(1))) : OptionalInt.empty();
    }
}
