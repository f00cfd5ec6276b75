package io.htmap.disruption;

import io.htmap.disruption.Moment.Place;
import io.htmap.runtime.Component;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a function of the matrix does its steps: it tells all that it does, and stops where its case has it lose its
 * node, until the test lets it go on.
 */
public final class Stage {
    private static final long POLL_MILLIS = 5;

    /** A state asks for it while it is written. */
    private static Stage current;

    private final Path folder;
    private final Case tried;
    private final int component = Component.index();
    private final int attempt = Component.attempt();
    private boolean stopped;
    private int last = -1;

    private Stage(Path folder, Case tried) {
        this.folder = folder;
        this.tried = tried;
    }

    /** Begins an attempt of the component that this process computes. */
    static Stage enter(Path folder, Case tried) {
        Stage stage = new Stage(folder, tried);
        current = stage;
        Component.onEviction(() -> stage.say(What.TOLD, 0));
        if (tried.lingers(stage.attempt)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stage::linger));
        }
        return stage;
    }

    static Stage current() {
        return current;
    }

    Case tried() {
        return tried;
    }

    Path folder() {
        return folder;
    }

    int component() {
        return component;
    }

    /** The function has found what was saved: the last step that is done. */
    void found(int step) {
        if (last < 0) {
            last = step;
            say(What.STARTED, step);
        }
    }

    /** Does a step, and returns the value after it. */
    long step(int step, long value) {
        found(step - 1);
        stopAt(step - 1, Place.AFTER_SAVE);
        say(What.BEGUN, step);
        last = step;
        stopAt(step, Place.IN_STEP);
        return after(value, step);
    }

    /** The state after a step is half written. */
    void writing(int step) {
        stopAt(step, Place.IN_SAVE);
    }

    static long after(long value, int step) {
        return value * 31 + step;
    }

    /** The file whose appearance lets an attempt go on from its stop. */
    public static Path go(Path folder, int component, int attempt) {
        return folder.resolve("go-" + component + "-" + attempt);
    }

    /** The file whose appearance lets an attempt that was told to leave end. */
    static Path leave(Path folder, int component, int attempt) {
        return folder.resolve("leave-" + component + "-" + attempt);
    }

    public static Trace trace(Path folder, int component) {
        return new Trace(folder.resolve("trace-" + component).toString());
    }

    private void stopAt(int step, Place place) {
        boolean didIt = place == Place.IN_SAVE || last == step;
        if (!stopped && didIt && tried.stopsAt(attempt, step, place)) {
            stopped = true;
            say(What.STOPPED, step);
            await(go(folder, component, attempt));
        }
    }

    private void linger() {
        say(What.LEAVING, last);
        await(leave(folder, component, attempt));
    }

    private static void await(Path file) {
        try {
            while (!Files.exists(file)) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(What what, int step) {
        try {
            trace(folder, component).add(component, attempt, what, step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
