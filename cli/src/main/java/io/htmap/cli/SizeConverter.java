package io.htmap.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes as people write them, in MB of 1024 KB: {@code 512}, {@code 512MB}, {@code 1.5GB}, {@code 2 gb}, {@code 1T}. */
final class SizeConverter implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?([MGT]?)(?:I?B)?");
    private static final int STEP = 1024;

    @Override
    public Long convert(String text) {
        Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches() || (size.group(2).isEmpty() && size.end(1) < size.end())) {
            throw new TypeConversionException("'" + text + "' is no size; write it as 512MB or 2GB");
        }
        return (long) Math.ceil(Double.parseDouble(size.group(1)) * megabytes(size.group(2)));
    }

    private static long megabytes(String unit) {
        return switch (unit) {
            case "G" -> STEP;
            case "T" -> STEP * STEP;
            default -> 1;
        };
    }
}
