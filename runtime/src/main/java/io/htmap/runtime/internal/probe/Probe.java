package io.htmap.runtime.internal.probe;

/**
 * The places where a test may want a runner to lose its node. At each one the process tells the test, which listens on a
 * Unix domain socket, and waits for its answer: so the loss falls exactly there. Without the system property that names
 * the socket nothing happens, and it costs nothing.
 *
 * <p>Under the probe every state that is offered is saved: no test is as long as the time between two saves.
 */
public final class Probe {
    /** The system property. */
    public static final String PROPERTY = "htmap.probe";

    /** The places. */
    public static final byte RESTORED = 'R';

    public static final byte OFFERED = 'O';
    public static final byte SAVING = 'B';
    public static final byte WRITTEN = 'W';
    public static final byte SAVED = 'S';
    public static final byte RETURNED = 'F';

    /** The answers: go on; wait for the polite eviction that is on its way; upload what is being saved. */
    public static final byte GO = 'g';

    public static final byte EVICTION = 'e';
    public static final byte UPLOAD = 'u';

    private static final String SOCKET = System.getProperty(PROPERTY);

    private Probe() {}

    /** Returns whether a test is watching. */
    public static boolean isActive() {
        return SOCKET != null;
    }

    /** The working directory is as the function will find it. */
    public static void restored() {
        at(RESTORED);
    }

    /** A state is offered. */
    public static void offered() {
        at(OFFERED);
    }

    /** A generation is about to be committed. */
    public static void saving() {
        at(SAVING);
    }

    /** A generation is written, but under a temporary name. */
    public static void written() {
        at(WRITTEN);
    }

    /** A generation is committed. */
    public static void saved() {
        at(SAVED);
    }

    /** The function has returned, and its output is not stored yet. */
    public static void returned() {
        at(RETURNED);
    }

    private static void at(byte place) {
        if (SOCKET != null) {
            ProbeLink.to(SOCKET).at(place);
        }
    }

    /** Returns whether the process is to end as if the generation had to be uploaded; asked once for each. */
    public static boolean wantsUpload() {
        return SOCKET != null && ProbeLink.to(SOCKET).wantsUpload();
    }

    /** The function has been told of its eviction. */
    public static void evictionAnnounced(boolean leavesByItself) {
        if (SOCKET != null) {
            ProbeLink.to(SOCKET).evictionAnnounced(leavesByItself);
        }
    }
}
