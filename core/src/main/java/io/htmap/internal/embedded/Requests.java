package io.htmap.internal.embedded;

import io.htmap.MapOptions;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each component of a map asks for: the map's options, and what was changed since, which is kept in a file of the map
 * directory. Sets of components by value, since there are few values and may be a million components.
 */
final class Requests {
    private final Path file;
    private final MapOptions options;
    private Map<Resource, Map<Long, ComponentSet>> changed = new EnumMap<>(Resource.class);

    private Requests(Path file, MapOptions options) {
        this.file = file;
        this.options = options;
    }

    static Requests open(MapDirectory map, MapOptions options) throws IOException {
        Requests requests = new Requests(map.requests(), options);
        if (Files.exists(map.requests())) {
            requests.changed = parse(CheckedText.read(map.requests()));
        }
        return requests;
    }

    /** Returns the options of a component's next attempt. */
    MapOptions of(int component) {
        MapOptions.Builder own = MapOptions.builder();
        changed(Resource.MEMORY, component).ifPresent(own::memoryMb);
        changed(Resource.DISK, component).ifPresent(own::diskMb);
        return own.build().mergedOver(options);
    }

    private Optional<Long> changed(Resource resource, int component) {
        return changed.getOrDefault(resource, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().contains(component))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Changes what components ask for, durably. */
    void change(Resource resource, long megabytes, ComponentSet components) throws IOException {
        Map<Long, ComponentSet> values = new TreeMap<>();
        changed.getOrDefault(resource, Map.of())
                .forEach((value, members) -> values.put(value, members.without(components)));
        values.merge(megabytes, components, ComponentSet::with);
        values.values().removeIf(members -> members.size() == 0);
        Map<Resource, Map<Long, ComponentSet>> next = new EnumMap<>(Resource.class);
        next.putAll(changed);
        next.put(resource, values);
        DurableFiles.replace(file, toText(next).toBytes());
        changed = next;
    }

    private static CheckedText toText(Map<Resource, Map<Long, ComponentSet>> changed) {
        Map<String, String> lines = new TreeMap<>();
        changed.forEach((resource, values) ->
                values.forEach((value, members) -> lines.put(resource + "." + value, members.toString())));
        return new CheckedText(lines);
    }

    private static Map<Resource, Map<Long, ComponentSet>> parse(CheckedText text) throws DamagedRecordException {
        Map<Resource, Map<Long, ComponentSet>> changed = new EnumMap<>(Resource.class);
        try {
            text.values().forEach((key, members) -> {
                String[] parts = key.split("\\.", 2);
                changed.computeIfAbsent(Resource.valueOf(parts[0]), resource -> new TreeMap<>())
                        .put(Long.valueOf(parts[parts.length - 1]), ComponentSet.parse(members));
            });
            return changed;
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException("the changed requests are damaged: " + e.getMessage());
        }
    }
}
