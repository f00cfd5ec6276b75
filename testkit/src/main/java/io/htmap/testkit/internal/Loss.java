package io.htmap.testkit.internal;

/** How a function loses its node, the simplest first. */
enum Loss {
    /** SIGKILL. */
    KILL("killed (kill -9)"),
    /** As on HTCondor, where a checkpoint is sent away when the process has ended: the call does not return. */
    UPLOAD("ended by its checkpoint, which did not return (as on HTCondor)"),
    /** SIGTERM, and time to leave. */
    EVICT("evicted (SIGTERM)");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
