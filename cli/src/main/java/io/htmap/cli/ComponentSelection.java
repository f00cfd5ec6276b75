package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import io.htmap.spi.ComponentSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which components of a map a command works on: all, unless some are named. */
final class ComponentSelection {
    @Option(
            names = "--component",
            paramLabel = "N[-M]",
            converter = Converter.class,
            description = "Only this component, or these; may be given several times.")
    private List<ComponentSet> named = new ArrayList<>();

    /** What a map does to some of its components. */
    @FunctionalInterface
    interface OnSome {
        int apply(int first, int... more);
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    /**
     * Does something to the components that were named.
     *
     * @return the number of components that it applied to
     */
    int apply(ComponentMap<?, ?> map, IntSupplier onAll, OnSome onSome) {
        if (isEmpty()) {
            return onAll.getAsInt();
        }
        int[] components = components(map);
        return onSome.apply(components[0], Arrays.copyOfRange(components, 1, components.length));
    }

    /** Returns the components that were named, or else all, in rising order. */
    int[] components(ComponentMap<?, ?> map) {
        if (isEmpty()) {
            return ComponentSet.all(map.size()).stream().toArray();
        }
        int[] components = named.stream()
                .flatMapToInt(ComponentSet::stream)
                .distinct()
                .sorted()
                .toArray();
        check(map, components[components.length - 1]);
        return components;
    }

    /** @throws HtmapException when the map has no such component */
    static void check(ComponentMap<?, ?> map, int component) {
        if (component < 0 || component >= map.size()) {
            throw new HtmapException("component " + component + " is out of range: map '" + map.tag() + "' has "
                    + (map.size() == 1 ? "component 0 only" : "the components 0 to " + (map.size() - 1)));
        }
    }

    /** Reads {@code 3}, {@code 5-9} and {@code 3,5-9}. */
    static final class Converter implements ITypeConverter<ComponentSet> {
        @Override
        public ComponentSet convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("'' is no component or range of components");
            }
            try {
                return ComponentSet.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
