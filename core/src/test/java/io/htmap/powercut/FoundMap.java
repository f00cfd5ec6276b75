package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Status;
import io.htmap.internal.event.EventFold;
import io.htmap.internal.event.EventLogWriter;
import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.LogFollower;
import io.htmap.internal.event.MapState;
import io.htmap.internal.event.StateFile;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.OutputStore;
import io.htmap.internal.store.Tags;
import io.htmap.runtime.internal.checkpoint.GenerationStore;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A map directory as a power cut has left it, read as the library reads it. */
final class FoundMap {
    private static final int LATE_ATTEMPT = 99;

    private final MapDirectory map;
    private final int size;
    private final OutputStore outputs;
    private final MapState state;

    FoundMap(Path directory, int size) throws IOException {
        this.map = new MapDirectory(directory);
        this.size = size;
        this.outputs = new OutputStore(map.outputs());
        this.state = state();
    }

    /** Returns the map of a tag in the folder {@code home}; null if there is none. */
    static FoundMap of(Path found, String tag, int size) throws IOException {
        Home home = Homes.open(found.resolve("home"));
        Optional<String> id = new Tags(home).find(tag);
        if (id.isEmpty()) {
            return null;
        }
        FoundMap map = new FoundMap(home.map(id.get()).path(), size);
        assertThat(MapManifest.read(map.map).components()).isEqualTo(size);
        return map;
    }

    /** Returns what the log says before, and in any case after, its next writer has opened it. */
    private MapState state() throws IOException {
        LogFollower before = follow();
        assertThat(before.damage().places())
                .allSatisfy(place -> assertThat(place.reason()).isEqualTo(EventFold.HOLES));
        EventLogWriter.open(map.eventLog()).close();
        LogFollower after = follow();
        assertThat(after.damage().count()).isZero();
        return before.damage().count() == 0 ? before.state() : after.state();
    }

    private LogFollower follow() throws IOException {
        LogFollower follower =
                StateFile.load(map.state(), map.eventLog(), new EventParser(), size, JobMapping.PROC_IS_COMPONENT);
        follower.poll();
        return follower;
    }

    /** What the log calls done must have its output. */
    void checkOutputs() throws IOException {
        for (int component = 0; component < size; component++) {
            Status status = state.status(component);
            assertThat(status).isNotEqualTo(Status.HELD);
            if (status == Status.COMPLETED || status == Status.ERRORED) {
                RecordKind kind = status == Status.COMPLETED ? RecordKind.VALUE : RecordKind.ERROR;
                assertThat(outputs.output(component, state.firstAttempt(component))
                                .map(OutputStore.Output::kind))
                        .as("output of component %d, which is %s", component, status)
                        .contains(kind);
            }
        }
    }

    /** What a client was given must still be there. */
    void checkOutput(int component, String text) throws IOException {
        String output = outputs.output(component, state.firstAttempt(component))
                .map(there -> new String(there.payload(), StandardCharsets.UTF_8))
                .orElse("none");
        assertThat(output).contains(text);
    }

    /** Returns the first attempt that counts. */
    int firstAttempt(int component) {
        return state.firstAttempt(component);
    }

    /** A scheduler must know of a map that has something left to do. */
    void checkQueued() {
        boolean done = true;
        for (int component = 0; component < size; component++) {
            done &= state.status(component).isTerminal();
        }
        assertThat(done || Files.exists(map.path().resolve("../../queue").resolve(map.id())))
                .isTrue();
    }

    /** What was saved is restored, unless there is a result already. */
    void checkSaved(int component, int step) throws IOException {
        if (state.status(component).isTerminal() || hasOutput(component)) {
            return;
        }
        Path work = Files.createTempDirectory("powercut").toRealPath();
        List<String> lines = new ArrayList<>();
        new GenerationStore(map.checkpoints(component), component, LATE_ATTEMPT, lines::add).restoreNewest(work);
        assertThat(lines).isEmpty();
        assertThat(work.resolve("step")).exists();
        assertThat(Integer.parseInt(Files.readString(work.resolve("step")))).isGreaterThanOrEqualTo(step);
        io.htmap.runtime.internal.io.DurableFiles.deleteTree(work);
    }

    /** Returns whether the log says of all components what becomes of them. */
    boolean isSettled() {
        boolean settled = true;
        for (int component = 0; component < size; component++) {
            settled &= !state.status(component).isActive();
        }
        return settled;
    }

    /** What a component was promised is in the log, or the next scheduler finds it beside what is left of the attempt. */
    void checkPromised(int component, Status status, String wanted) throws IOException {
        if (state.status(component) != status) {
            assertThat(state.status(component).isOnNode()).isTrue();
            Path scratch = map.path().resolve("../../execute").resolve(map.id()).resolve(component + ".1");
            assertThat(scratch.resolve("wanted")).hasContent(wanted);
        }
    }

    /** What was changed is asked for from now on. */
    void checkRequests(String entry) throws IOException {
        assertThat(CheckedText.read(map.requests()).values()).containsKey(entry);
    }

    private boolean hasOutput(int component) throws IOException {
        try {
            return outputs.output(component, state.firstAttempt(component)).isPresent();
        } catch (DamagedRecordException notForced) {
            return false;
        }
    }
}
