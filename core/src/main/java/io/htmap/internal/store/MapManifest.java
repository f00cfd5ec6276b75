package io.htmap.internal.store;

import io.htmap.CorruptMapException;
import io.htmap.MapOptions;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a map was made of; written once, never changed.
 *
 * @param id UUID of the map
 * @param tag the tag that it was made with, for messages; which one it has now, {@link Tags} knows
 * @param madeBy version of the library that made it
 * @param created when it was made
 * @param scheduler name of its scheduler
 * @param components how many there are
 * @param function what people call the function
 * @param functionBytes size of the serialized function
 * @param inputShards the first component of each input shard
 * @param jars digests of the jars on the class path, in order
 * @param runtimeJar digest of the runner's jar
 * @param allowedTypes lines of the allow-list for outputs
 * @param options complete options
 */
public record MapManifest(
        String id,
        String tag,
        String madeBy,
        Instant created,
        String scheduler,
        int components,
        String function,
        long functionBytes,
        List<Integer> inputShards,
        List<String> jars,
        String runtimeJar,
        List<String> allowedTypes,
        MapOptions options) {

    /** The version of the map directory's format that this library writes; it reads all up to it. */
    public static final int FORMAT = 1;

    /** The tag stands in this very file. */
    private static final String ADVICE = Problems.damageAdvice("TAG");

    /** Writes it, durably. */
    public void write(Path file) throws IOException {
        DurableFiles.replace(file, toText().toBytes());
    }

    /**
     * Reads and checks a map's manifest.
     *
     * @throws CorruptMapException when it is missing, damaged or of a newer version
     */
    public static MapManifest read(MapDirectory map) {
        Path file = map.manifest();
        try {
            return parse(map, CheckedText.read(file));
        } catch (NoSuchFileException e) {
            throw new CorruptMapException(
                    "map directory " + map.path() + " is damaged: " + file + " is missing" + ADVICE, e);
        } catch (DamagedRecordException | IllegalArgumentException | java.time.DateTimeException e) {
            String what = String.valueOf(e.getMessage());
            throw new CorruptMapException(
                    (what.startsWith(file.toString()) ? what : file + " is damaged: " + what) + ADVICE, e);
        } catch (IOException e) {
            throw Problems.of("cannot read", file, e);
        }
    }

    private static MapManifest parse(MapDirectory map, CheckedText text) throws DamagedRecordException {
        long format = text.requireLong("format");
        if (format > FORMAT) {
            throw new CorruptMapException("map directory " + map.path() + " has format " + format + ", made by HTMap "
                    + text.get("made.by") + "; this version reads up to format " + FORMAT + ": use that version or a"
                    + " newer one");
        }
        if (!text.require("id").equals(map.id())) {
            throw new DamagedRecordException("it belongs to the map " + text.require("id"));
        }
        return new MapManifest(
                text.require("id"),
                text.require("tag"),
                text.require("made.by"),
                Instant.parse(text.require("created")),
                text.require("scheduler"),
                (int) text.requireLong("components"),
                text.require("function"),
                text.requireLong("function.bytes"),
                list(text.require("inputs.shards"), ",").stream()
                        .map(Integer::valueOf)
                        .toList(),
                list(text.require("jars"), ","),
                text.require("runtime.jar"),
                list(text.require("outputs.allowed"), "\n"),
                OptionsText.read(text, text.require("scheduler")));
    }

    private CheckedText toText() {
        SortedMap<String, String> values = new TreeMap<>();
        values.put("format", Integer.toString(FORMAT));
        values.put("id", id);
        values.put("tag", tag);
        values.put("made.by", madeBy);
        values.put("created", created.toString());
        values.put("scheduler", scheduler);
        values.put("components", Integer.toString(components));
        values.put("function", function);
        values.put("function.bytes", Long.toString(functionBytes));
        values.put("inputs.shards", inputShards.stream().map(Object::toString).collect(Collectors.joining(",")));
        values.put("jars", String.join(",", jars));
        values.put("runtime.jar", runtimeJar);
        values.put("outputs.allowed", String.join("\n", allowedTypes));
        OptionsText.write(options, values);
        return new CheckedText(values);
    }

    static List<String> list(String text, String separator) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator));
    }
}
