package io.htmap.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 90}, {@code 90s}, {@code 1.5h}, {@code 1h30m}, {@code 200ms}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");

    @Override
    public Duration convert(String text) {
        String complete = text.matches("[\\d.]+") ? text + "s" : text;
        Matcher parts = PART.matcher(complete);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (end < complete.length() && parts.find(end) && parts.start() == end) {
            sum = sum.plusMillis(Math.round(Double.parseDouble(parts.group(1)) * millis(parts.group(2))));
            end = parts.end();
        }
        if (end == 0 || end < complete.length()) {
            throw new TypeConversionException("'" + text + "' is no duration; write it as 90s, 5m or 1h30m");
        }
        return sum;
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
