package io.htmap.internal.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a log holds that is not an event: all of it counted, the first places remembered. */
public final class LogDamage {
    /** So many places are remembered. */
    static final int MAX_PLACES = 100;

    private static final int MAX_REASON = 200;

    /**
     * @param offset where the bytes begin that are no event
     * @param reason what is wrong with them
     */
    public record Place(long offset, String reason) {}

    private final List<Place> places = new ArrayList<>();
    private long count;

    void add(long offset, String reason) {
        count++;
        if (places.size() < MAX_PLACES) {
            places.add(new Place(offset, reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason));
        }
    }

    void restore(long savedCount, List<Place> savedPlaces) {
        count = savedCount;
        places.addAll(savedPlaces);
    }

    /** Returns how many pieces of the log were skipped. */
    public long count() {
        return count;
    }

    /** Returns the first places, in the order of the log; not to be changed. */
    public List<Place> places() {
        return Collections.unmodifiableList(places);
    }
}
