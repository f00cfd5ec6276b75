package io.htmap.internal.event;

/**
 * Folds the scanned events of a log into a state. Whatever stands in the log, it never throws: what is not an event is
 * counted as damage. Not thread-safe.
 */
public final class EventFold implements LogScanner.Sink {
    /** Why an event does not count that a power cut has left holes in. */
    public static final String HOLES = "it holds zero bytes, as a power cut leaves them";

    private static final int HEADER_START = 5;

    private final EventParser parser;
    private final MapState state;
    private final LogDamage damage;

    /** A fold that goes on with a state and with the damage seen so far. */
    public EventFold(EventParser parser, MapState state, LogDamage damage) {
        this.parser = parser;
        this.state = state;
        this.damage = damage;
    }

    /** Returns the state so far; it changes with each event. */
    public MapState state() {
        return state;
    }

    /** Returns the damage so far. */
    public LogDamage damage() {
        return damage;
    }

    @Override
    public void event(long offset, byte[] bytes, int from, int to) {
        int end = trimEnd(bytes, from, to);
        if (end == from) {
            return;
        }
        if (hasHoles(bytes, from, end)) {
            damage.add(offset, HOLES);
            return;
        }
        int start = lastHeader(bytes, from, end);
        if (start > from) {
            damage.add(offset, "an event that was never finished, followed by another one");
        }
        try {
            JobEvent event = parser.parse(bytes, start, end);
            state.apply(event, Fingerprint.of(bytes, start, end));
        } catch (EventParseException e) {
            damage.add(offset + (start - from), e.getMessage());
        }
    }

    @Override
    public void tooLong(long offset) {
        damage.add(offset, "more than " + LogScanner.MAX_EVENT + " bytes without the line '...' that ends an event");
    }

    /** Returns whether there is a byte among them that nobody writes. */
    static boolean hasHoles(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static int trimEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    /** Finds the last line that looks as an event begins: a writer may have died and the next one not noticed. */
    private static int lastHeader(byte[] bytes, int from, int end) {
        for (int i = end - HEADER_START; i > from; i--) {
            if (bytes[i - 1] == '\n' && looksLikeHeader(bytes, i)) {
                return i;
            }
        }
        return from;
    }

    private static boolean looksLikeHeader(byte[] bytes, int i) {
        return isDigit(bytes[i])
                && isDigit(bytes[i + 1])
                && isDigit(bytes[i + 2])
                && bytes[i + 3] == ' '
                && bytes[i + 4] == '(';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
