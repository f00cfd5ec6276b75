package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/**
 * The memory of a component that was given more, as an attribute of its HTCondor job: what the job asks for when it runs
 * again. The submit description names it.
 */
final class MemoryAttribute {
    private static final String NAME = "ChirpHtmapMemory";

    private final Sandbox sandbox;
    private final Chirp chirp;
    private final PrintStream err;

    /** @param environment the process's */
    MemoryAttribute(Sandbox sandbox, Map<String, String> environment, PrintStream err) {
        this.sandbox = sandbox;
        this.err = err;
        this.chirp = new Chirp(environment.get("_CONDOR_CHIRP_CONFIG"), sandbox.folder());
    }

    /** Sets it, if the component was given more. Where that is not to be, the component asks again at each start. */
    void put() {
        if (!Files.exists(sandbox.memory())) {
            return;
        }
        try {
            String noted = Files.readString(sandbox.memory(), StandardCharsets.US_ASCII);
            chirp.setLater(NAME, noted.split(" ", 2)[0]);
        } catch (IOException e) {
            err.println("[htmap] HTCondor cannot be told how much memory the component needs by now (" + e
                    + "): after an eviction it may start on too small a node, and go on to another at once");
        }
    }
}
