package io.htmap.testkit.internal;

/** How a function loses its node. */
enum Loss {
    /** SIGKILL. */
    KILL("killed (kill -9)"),
    /** SIGTERM, and time to leave. */
    EVICT("evicted (SIGTERM)"),
    /** As on HTCondor, where a checkpoint is sent away when the process has ended: the call does not return. */
    UPLOAD("ended by its checkpoint, which did not return (as on HTCondor)");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
