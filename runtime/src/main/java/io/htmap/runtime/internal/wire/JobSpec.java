package io.htmap.runtime.internal.wire;

import io.htmap.runtime.internal.checkpoint.Ancestry;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a runner is to do: one attempt of one component. All paths are absolute.
 *
 * @param mapId the map's UUID
 * @param tag the map's tag, for messages
 * @param component index of the component, from 0
 * @param attempt number of the attempt, from 1; higher than that of every earlier attempt of the component
 * @param functionFile the function: a Java serialization stream, bare or as the first record of a record file
 * @param inputFile a record file that holds the component's INPUT record, among others
 * @param checkpointFolder the component's own folder of generations; made when it is missing
 * @param outputFile where the output goes: a record file with one VALUE or ERROR record and one ACCOUNT record
 * @param grace how long after SIGTERM (or the closing of the pipe) the runner is gone at the latest
 * @param limits how long it may run
 * @param ancestry from which generations the attempt may start
 */
public record JobSpec(
        String mapId,
        String tag,
        int component,
        int attempt,
        Path functionFile,
        Path inputFile,
        Path checkpointFolder,
        Path outputFile,
        Duration grace,
        Limits limits,
        Ancestry ancestry) {

    private static final int FORMAT = 1;
    private static final String LIMITS = "limits";

    /** One of a component that was never run again: it may start from every generation. */
    public JobSpec(
            String mapId,
            String tag,
            int component,
            int attempt,
            Path functionFile,
            Path inputFile,
            Path checkpointFolder,
            Path outputFile,
            Duration grace,
            Limits limits) {
        this(
                mapId,
                tag,
                component,
                attempt,
                functionFile,
                inputFile,
                checkpointFolder,
                outputFile,
                grace,
                limits,
                Ancestry.ALL);
    }

    /** Makes the paths absolute: the runner has another current directory. */
    public JobSpec {
        functionFile = functionFile.toAbsolutePath();
        inputFile = inputFile.toAbsolutePath();
        checkpointFolder = checkpointFolder.toAbsolutePath();
        outputFile = outputFile.toAbsolutePath();
    }

    /** Writes the job file, durably; one that is there is replaced. */
    public void write(Path file) throws IOException {
        DurableFiles.replace(file, toBytes());
    }

    /** Returns the job file's content, for those who need no forced write. */
    public byte[] toBytes() {
        Map<String, String> values = new TreeMap<>();
        values.put(WireText.formatKey(), Integer.toString(FORMAT));
        values.put("map", mapId);
        values.put("tag", tag);
        values.put("component", Integer.toString(component));
        values.put("attempt", Integer.toString(attempt));
        values.put("function", functionFile.toString());
        values.put("input", inputFile.toString());
        values.put("checkpoints", checkpointFolder.toString());
        values.put("output", outputFile.toString());
        values.put("grace_ms", Long.toString(grace.toMillis()));
        if (!limits.isNone()) {
            values.put(LIMITS, limits.toText());
        }
        if (!ancestry.equals(Ancestry.ALL)) {
            values.put("first_attempt", Integer.toString(ancestry.firstAttempt()));
            values.put("from_checkpoint", Integer.toString(ancestry.checkpoint()));
            values.put("last_checkpoint", Integer.toString(ancestry.lastNumber()));
        }
        return new CheckedText(values).toBytes();
    }

    /**
     * Reads a job file.
     *
     * @throws DamagedRecordException when it is damaged or newer than this runner
     */
    public static JobSpec read(Path file) throws IOException {
        CheckedText text = WireText.parse(Files.readAllBytes(file), file.toString(), FORMAT);
        return new JobSpec(
                text.require("map"),
                text.require("tag"),
                WireText.requireInt(text, "component"),
                WireText.requireInt(text, "attempt"),
                requirePath(text, "function"),
                requirePath(text, "input"),
                requirePath(text, "checkpoints"),
                requirePath(text, "output"),
                Duration.ofMillis(text.requireLong("grace_ms")),
                limits(text),
                ancestry(text));
    }

    private static Limits limits(CheckedText text) throws DamagedRecordException {
        String limits = text.get(LIMITS);
        if (limits == null) {
            return Limits.NONE;
        }
        try {
            return Limits.parse(limits);
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException("the entry '" + LIMITS + "' has no limits: " + limits);
        }
    }

    private static Ancestry ancestry(CheckedText text) throws DamagedRecordException {
        return text.get("first_attempt") == null
                ? Ancestry.ALL
                : new Ancestry(
                        WireText.requireInt(text, "first_attempt"),
                        WireText.requireInt(text, "from_checkpoint"),
                        WireText.requireInt(text, "last_checkpoint"));
    }

    private static Path requirePath(CheckedText text, String key) throws DamagedRecordException {
        String value = text.require(key);
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new DamagedRecordException("the entry '" + key + "' is not a path: " + value);
        }
    }
}
