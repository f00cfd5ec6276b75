package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.internal.Suggestion;
import io.htmap.spi.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code htmap edit}. */
@Command(
        name = "edit",
        description = "Change the memory or disk that components ask for; it counts when they run next.")
final class EditCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "memory|disk", converter = Converter.class, description = "What to change.")
    private @Nullable Resource resource;

    @Parameters(index = "1", paramLabel = "TAG", description = "Tag of the map.")
    private @Nullable String tag;

    @Parameters(
            index = "2",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "How much to ask for: 512MB, 2GB; without a unit it is MB.")
    private @Nullable Long megabytes;

    @Mixin
    private ComponentSelection components = new ComponentSelection();

    @Override
    public Integer call() {
        try (Htmap htmap = open()) {
            ComponentMap<?, ?> map = htmap.load(Objects.requireNonNull(tag));
            long size = Objects.requireNonNull(megabytes);
            int[] named = components.isEmpty() ? new int[0] : components.components(map);
            int count = resource == Resource.MEMORY ? map.setMemoryMb(size, named) : map.setDiskMb(size, named);
            console()
                    .out()
                    .println(map.tag() + ": " + word(Objects.requireNonNull(resource)) + " is " + size + " MB for "
                            + count + (count == 1 ? " component" : " components"));
            return ExitCode.SUCCESS.code();
        }
    }

    private static String word(Resource resource) {
        return resource.name().toLowerCase(Locale.ROOT);
    }

    /** Says what may have been meant. */
    static final class Converter implements ITypeConverter<Resource> {
        @Override
        public Resource convert(String text) {
            List<String> words =
                    Stream.of(Resource.values()).map(EditCommand::word).toList();
            int found = words.indexOf(text.toLowerCase(Locale.ROOT));
            if (found < 0) {
                throw new TypeConversionException("'" + text + "' is neither memory nor disk"
                        + Suggestion.closest(text, words)
                                .map(word -> "; did you mean '" + word + "'?")
                                .orElse(""));
            }
            return Resource.values()[found];
        }
    }
}
