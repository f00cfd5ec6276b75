package io.htmap.internal.store;

import java.nio.file.Path;

/** The places inside one map directory. */
public record MapDirectory(Path path) {
    /** Returns the map's UUID. */
    public String id() {
        return path.getFileName().toString();
    }

    public Path manifest() {
        return path.resolve("manifest");
    }

    public Path function() {
        return path.resolve("function");
    }

    public Path inputs() {
        return path.resolve("inputs");
    }

    public Path outputs() {
        return path.resolve("outputs");
    }

    public Path eventLog() {
        return path.resolve("events.log");
    }

    /** How long the event log is at least, as its writer says. */
    public Path logLength() {
        return path.resolve("events.length");
    }

    public Path state() {
        return path.resolve("state");
    }

    /** What components ask for instead of what the manifest says; missing if nothing was changed. */
    public Path requests() {
        return path.resolve("requests");
    }

    public Path checkpoints(int component) {
        return path.resolve("checkpoints").resolve(Integer.toString(component));
    }

    /** Copies of checkpoints that are kept until somebody says otherwise. */
    public Path pinned(int component) {
        return path.resolve("pinned").resolve(Integer.toString(component));
    }
}
