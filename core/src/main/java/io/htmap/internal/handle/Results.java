package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentError;
import io.htmap.CorruptMapException;
import io.htmap.internal.attempt.EndNote;
import io.htmap.internal.attempt.LastWords;
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
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    /**
     * Returns the value of a component that is completed.
     *
     * @param since the first attempt whose output counts
     */
    @Nullable
    Object value(int component, int since) {
        try (OutputStore.Opened output =
                present(outputs.open(component, since), found -> found.kind() == RecordKind.VALUE)) {
            return SafeObjectReader.read("output " + component, output.bytes(), output.length(), allowed, loader);
        } catch (IOException e) {
            throw damaged("the output of component " + component, e);
        }
    }

    /**
     * Returns the report of a component that is errored.
     *
     * @param since the first attempt whose report counts
     */
    ComponentError error(int component, int since) {
        OutputStore.Output output = errorRecord(component, since);
        return error(component, output.attempt(), output.payload());
    }

    /** Returns the reports of those attempts that are stored. */
    List<ComponentError> errors(int component, List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt ->
                        attempt.how().filter(AttemptEnd.ERRORED::equals).isPresent())
                .flatMap(attempt -> Stream.of(RecordKind.FAILURE, RecordKind.ERROR)
                        .flatMap(kind -> error(kind, component, attempt.number()).stream()))
                .toList();
    }

    /**
     * Returns the report of an attempt.
     *
     * @param kind {@link RecordKind#FAILURE} if the component was run again after it, else {@link RecordKind#ERROR}
     */
    Optional<ComponentError> error(RecordKind kind, int component, int attempt) {
        try {
            return outputs.ofAttempt(kind, component, attempt).map(report -> error(component, attempt, report));
        } catch (IOException e) {
            throw damaged("the error report of attempt " + attempt + " of component " + component, e);
        }
    }

    private ComponentError error(int component, int attempt, byte[] payload) {
        try {
            ErrorReport report = ErrorReport.read(payload, "the error report of component " + component);
            return new ComponentError(
                    component,
                    attempt,
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

    /** Returns what an attempt wrote: the stored record, or else, while there is none, what can be had of it. */
    String stream(RecordKind kind, int component, int attempt, boolean ended, Supplier<Optional<byte[]>> live) {
        try {
            Optional<byte[]> written = outputs.ofAttempt(kind, component, attempt);
            if (written.isEmpty() && !outputs.isClosed(component, attempt)) {
                written = live.get();
            }
            if (written.isEmpty()) {
                // it may have ended between the two looks
                written = outputs.ofAttempt(kind, component, attempt);
            }
            if (written.isEmpty() && ended && !outputs.isClosed(component, attempt)) {
                throw new CorruptMapException("what attempt " + attempt + " of component " + component
                        + " wrote is lost: " + outputs.damage());
            }
            return new String(written.orElse(new byte[0]), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged("what attempt " + attempt + " of component " + component + " wrote", e);
        }
    }

    /** Returns what the node noted of the end of an attempt, if it did. */
    Optional<EndNote> endNote(int component, int attempt) {
        try {
            Optional<byte[]> note = outputs.ofAttempt(RecordKind.END, component, attempt);
            return note.isEmpty() || note.get().length == 0
                    ? Optional.empty()
                    : Optional.of(EndNote.parse(new String(note.get(), StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw damaged("the end of attempt " + attempt + " of component " + component, e);
        }
    }

    /** Returns the last line that an attempt wrote to its standard error, as far as it is stored. */
    String lastWords(int component, int attempt) {
        try {
            byte[] written =
                    outputs.ofAttempt(RecordKind.STDERR, component, attempt).orElse(new byte[0]);
            int from = Math.max(0, written.length - LastWords.BYTES);
            return LastWords.of(new String(written, from, written.length - from, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw damaged("the standard error of attempt " + attempt + " of component " + component, e);
        }
    }

    private OutputStore.Output errorRecord(int component, int since) {
        try {
            return present(outputs.output(component, since), found -> found.kind() == RecordKind.ERROR);
        } catch (IOException e) {
            throw damaged("the output of component " + component, e);
        }
    }

    private <T> T present(Optional<T> output, Predicate<T> isWanted) throws IOException {
        if (output.filter(isWanted).isEmpty()) {
            throw new DamagedRecordException("it was stored, but " + outputs.damage());
        }
        return output.get();
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
