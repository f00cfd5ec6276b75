package io.htmap.internal.event;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Hold;
import io.htmap.Status;
import io.htmap.spi.RerunFrom;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the events so far say about a map. Applying an event never fails, whatever came before it: events may be missing,
 * and a job's events may come again. Once a job is over (terminated or aborted), nothing changes it any more; a job in a
 * later cluster starts its component afresh. Not thread-safe.
 */
public final class MapState {
    private static final Status[] STATUSES = Status.values();
    private static final int NO_CLUSTER = -1;

    final int size;
    final byte[] status;
    final int[] cluster;
    final int[] reason;
    final int[] holdCode;
    final int[] holdSubcode;
    final BitSet disconnected = new BitSet();
    final int[] counts = new int[STATUSES.length];
    final TextPool texts = new TextPool();
    final AttemptTable attempts;
    final SeenEvents seen;
    final JobBindings bindings;
    final RerunTable reruns;
    final SlotMemory slotMemory;
    long version;
    long strays;
    int latestCluster = NO_CLUSTER;

    /**
     * A map of which no event is known.
     *
     * @param size how many components it has
     * @param mapping tells the component of a job when the log does not
     */
    public MapState(int size, JobMapping mapping) {
        this.size = size;
        this.status = new byte[size];
        this.cluster = new int[size];
        this.reason = new int[size];
        this.holdCode = new int[size];
        this.holdSubcode = new int[size];
        this.attempts = new AttemptTable(size, texts);
        this.seen = new SeenEvents(size);
        this.bindings = new JobBindings(mapping);
        this.reruns = new RerunTable(size);
        this.slotMemory = new SlotMemory(size);
        Arrays.fill(status, (byte) Status.UNMATERIALIZED.ordinal());
        Arrays.fill(cluster, NO_CLUSTER);
        counts[Status.UNMATERIALIZED.ordinal()] = size;
    }

    /** Returns how many components the map has. */
    public int size() {
        return size;
    }

    /** Returns a component's status. */
    public Status status(int component) {
        return STATUSES[status[Objects.checkIndex(component, size)]];
    }

    /** Returns how many components have that status. */
    public int count(Status of) {
        return counts[of.ordinal()];
    }

    /** Returns how many components have each status, a copy with an entry for every one. */
    public Map<Status, Integer> counts() {
        Map<Status, Integer> copy = new EnumMap<>(Status.class);
        for (Status each : STATUSES) {
            copy.put(each, count(each));
        }
        return copy;
    }

    /** Returns how many components are over for good. */
    public int terminalCount() {
        int terminal = 0;
        for (Status each : STATUSES) {
            terminal += each.isTerminal() ? count(each) : 0;
        }
        return terminal;
    }

    /** Returns a component's attempts, oldest first. */
    public List<Attempt> attempts(int component) {
        return attempts.of(Objects.checkIndex(component, size));
    }

    /** Returns how many attempts a component has had. */
    public int attemptCount(int component) {
        return attempts.count(Objects.checkIndex(component, size));
    }

    /** Returns the first attempt of a component's latest job: what those before it gave does not count any more. */
    public int firstAttempt(int component) {
        return reruns.firstAttempt(Objects.checkIndex(component, size));
    }

    /** Returns what a component's latest job starts from, if it is not the first. */
    public RerunFrom startsFrom(int component) {
        return reruns.from(Objects.checkIndex(component, size));
    }

    /** Returns the memory of the slot of a component's latest attempt, in MiB; empty if the log does not tell it. */
    public OptionalInt slotMemoryMb(int component) {
        return slotMemory.of(Objects.checkIndex(component, size));
    }

    /** Returns why a component is held or was removed; empty if it is neither, or nobody said why. */
    public String reason(int component) {
        return texts.text(reason[Objects.checkIndex(component, size)]);
    }

    /** Returns why a component is held; empty if it is not. */
    public Optional<Hold> hold(int component) {
        return status(component) == Status.HELD
                ? Optional.of(new Hold(reason(component), holdCode[component], holdSubcode[component]))
                : Optional.empty();
    }

    /** Returns the highest cluster of any event, -1 if there is none; a rerun must take a higher one. */
    public int latestCluster() {
        return latestCluster;
    }

    /** Returns a component's latest cluster, -1 if it never had a job. */
    public int cluster(int component) {
        return cluster[Objects.checkIndex(component, size)];
    }

    /** Returns how many events have changed the state; larger whenever something is new. */
    public long version() {
        return version;
    }

    /** Returns how many events named a job that carries no component of this map. */
    public long strays() {
        return strays;
    }

    /** As {@link #apply(JobEvent, long)}, for an event that is at hand without its bytes in the log. */
    public boolean apply(JobEvent event) {
        return apply(event, Fingerprint.of(event));
    }

    /**
     * Takes the next event of the log.
     *
     * @param fingerprint of the event's bytes; an event of the same job with the same one is the same event
     * @return whether it said anything new
     */
    public boolean apply(JobEvent event, long fingerprint) {
        latestCluster = Math.max(latestCluster, event.job().cluster());
        if (event.job().isCluster()) {
            return applyToCluster(event);
        }
        if (!FoldRules.matters(event.type())) {
            return false;
        }
        if (event.body() instanceof EventBody.Submitted submitted && submitted.component() >= 0) {
            bindings.bind(event.job(), submitted.component());
        }
        int component = bindings.componentOf(event.job());
        if (component < 0 || component >= size) {
            strays++;
            return false;
        }
        if (!admit(component, event, fingerprint)) {
            return false;
        }
        new FoldRules(this, component, event.time()).apply(event.body());
        version++;
        return true;
    }

    private boolean applyToCluster(JobEvent event) {
        if (event.type() != EventType.FACTORY_REMOVED || count(Status.UNMATERIALIZED) == 0) {
            return false;
        }
        int why = texts.numberOf(((EventBody.Note) event.body()).text());
        for (int i = 0; i < size; i++) {
            if (status(i) == Status.UNMATERIALIZED) {
                set(i, Status.REMOVED);
                reason[i] = why;
            }
        }
        version++;
        return true;
    }

    private boolean admit(int component, JobEvent event, long fingerprint) {
        int jobs = event.job().cluster();
        if (jobs < cluster[component]) {
            return false;
        }
        if (jobs > cluster[component]) {
            startJob(component, jobs, event.time());
        } else if (status(component).isTerminal()) {
            return false;
        }
        return seen.add(component, fingerprint) || isAnother(component, event, fingerprint);
    }

    /**
     * HTCondor's log counts whole seconds: a job that is held, released, and held again for the same reason within one gives
     * two events with the same bytes. The second one belongs to an attempt that began in that second.
     */
    private boolean isAnother(int component, JobEvent event, long fingerprint) {
        int begun = attempts.countBegunAt(component, event.time());
        return begun > 0
                && new FoldRules(this, component, event.time()).canHappenAgain(event.type())
                && seen.add(component, Fingerprint.another(fingerprint, begun));
    }

    private void startJob(int component, int newCluster, Instant time) {
        if (attempts.isOpen(component)) {
            endAttempt(component, time, AttemptEnd.LOST, "", EndFacts.UNKNOWN);
        }
        cluster[component] = newCluster;
        reruns.begin(component, attempts.count(component));
        seen.forget(component);
        set(component, Status.UNMATERIALIZED);
    }

    void beginAttempt(int component, Instant time, String node, int memoryMb) {
        attempts.begin(component, time, node);
        slotMemory.set(component, memoryMb);
    }

    void endAttempt(int component, Instant time, AttemptEnd how, String why, EndFacts facts) {
        attempts.end(component, time, how, why, facts);
        disconnected.clear(component);
    }

    /** Changes the status; the reason of the one before is forgotten. */
    void set(int component, Status next) {
        counts[status[component]]--;
        counts[next.ordinal()]++;
        status[component] = (byte) next.ordinal();
        reason[component] = 0;
        holdCode[component] = 0;
        holdSubcode[component] = 0;
        if (next.isTerminal()) {
            seen.forget(component);
        }
    }
}
