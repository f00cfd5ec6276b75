package io.htmap.internal.handle;

import io.htmap.ComponentError;
import io.htmap.CorruptMapException;
import io.htmap.internal.capture.AllowedTypes;
import io.htmap.internal.capture.SafeObjectReader;
import io.htmap.internal.store.InputShards;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.OutputStore;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.wire.ErrorReport;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens what a map's components were given and what they gave. Thread-safe. */
final class Results {
    private final MapDirectory map;
    private final InputShards inputs;
    private final OutputStore outputs;
    private final AllowedTypes allowed;
    private final ClassLoader loader;

    Results(MapDirectory map, MapManifest manifest, ClassLoader loader, List<String> outputPackages) {
        this.map = map;
        this.inputs = new InputShards(map.inputs(), manifest.inputShards());
        this.outputs = new OutputStore(map.outputs());
        this.allowed = AllowedTypes.parse(manifest.allowedTypes()).plus(outputPackages);
        this.loader = loader;
    }

    @Nullable
    Object input(int component) {
        try {
            return SafeObjectReader.readOwn("input " + component, inputs.read(component), loader);
        } catch (IOException e) {
            throw damaged("the input of component " + component, e);
        }
    }

    /** Returns the value of a component that is completed. */
    @Nullable
    Object value(int component) {
        OutputStore.Output output = output(component, RecordKind.VALUE);
        return SafeObjectReader.read("output " + component, output.payload(), allowed, loader);
    }

    /** Returns the report of a component that is errored. */
    ComponentError error(int component) {
        OutputStore.Output output = output(component, RecordKind.ERROR);
        try {
            ErrorReport report = ErrorReport.read(output.payload(), "the error report of component " + component);
            return new ComponentError(
                    component,
                    output.attempt(),
                    report.type(),
                    Objects.requireNonNullElse(report.message(), ""),
                    report.host(),
                    report.javaVersion(),
                    Duration.ofNanos(report.elapsedNanos()),
                    report.render());
        } catch (IOException e) {
            throw damaged("the error report of component " + component, e);
        }
    }

    /** Returns what an attempt wrote: the packed record, or else, while it runs, the file it writes to. */
    String stream(RecordKind kind, int component, int attempt, boolean ended, Path live) {
        try {
            Optional<byte[]> packed = outputs.ofAttempt(kind, component, attempt);
            if (packed.isEmpty()) {
                packed = read(live);
            }
            if (packed.isEmpty()) {
                // it may have ended between the two looks
                packed = outputs.ofAttempt(kind, component, attempt);
            }
            if (packed.isEmpty() && ended && !outputs.isClosed(component, attempt)) {
                throw new CorruptMapException("what attempt " + attempt + " of component " + component
                        + " wrote is lost: " + outputs.damage());
            }
            return new String(packed.orElse(new byte[0]), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged("what attempt " + attempt + " of component " + component + " wrote", e);
        }
    }

    private static Optional<byte[]> read(Path live) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(live));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private OutputStore.Output output(int component, RecordKind kind) {
        try {
            Optional<OutputStore.Output> output = outputs.output(component).filter(found -> found.kind() == kind);
            if (output.isEmpty()) {
                throw new DamagedRecordException("it was stored, but " + outputs.damage());
            }
            return output.get();
        } catch (IOException e) {
            throw damaged("the output of component " + component, e);
        }
    }

    private static String place(IOException e) {
        return e instanceof NoSuchFileException gone ? gone.getFile() + " is missing" : Problems.reason(e);
    }

    private RuntimeException damaged(String what, IOException e) {
        boolean damage =
                e instanceof DamagedRecordException || e instanceof EOFException || e instanceof NoSuchFileException;
        return damage
                ? new CorruptMapException(what + " cannot be read: " + place(e), e)
                : Problems.of("cannot read " + what + " in", map.path(), e);
    }
}
