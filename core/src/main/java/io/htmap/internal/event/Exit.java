package io.htmap.internal.event;

/**
 * How a process ended.
 *
 * @param bySignal whether a signal ended it
 * @param number the signal or the return value
 */
public record Exit(boolean bySignal, int number) {
    /** A return value. */
    public static Exit returned(int value) {
        return new Exit(false, value);
    }

    /** Ended by a signal. */
    public static Exit signalled(int signal) {
        return new Exit(true, signal);
    }

    @Override
    public String toString() {
        return (bySignal ? "signal " : "return value ") + number;
    }
}
