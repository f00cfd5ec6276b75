package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Hold;
import io.htmap.MapOptions;
import io.htmap.internal.account.Accounts;
import io.htmap.internal.account.LatestRun;
import io.htmap.internal.attempt.BackOff;
import io.htmap.internal.attempt.EndNote;
import io.htmap.internal.attempt.LastWords;
import io.htmap.internal.attempt.MemoryGiven;
import io.htmap.internal.attempt.MemoryHold;
import io.htmap.internal.attempt.UsedUp;
import io.htmap.internal.attempt.Verdict;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Adds to what the log says of the ends of attempts what the nodes noted of them: what they had started from and saved,
 * and what HTCondor's log does not know, how long the function ran and why its process ended.
 */
final class NodeNotes {
    private static final int ON_REQUEST = 1;
    /** HTCondor's code of a hold that an expression in the submit description asked for. */
    private static final int JOB_POLICY = 3;

    /** The attempt may have asked for other memory than the map's options say, or say by now. */
    private static final int UNKNOWN_MEMORY = 0;

    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private final Results results;
    private final MapOptions options;
    private final Checkpoints checkpoints;
    private final IntFunction<Map<Integer, EndNote>> waiting;

    /** @param waiting returns a component's notes of ends that are not stored yet */
    NodeNotes(
            Results results, MapOptions options, Checkpoints checkpoints, IntFunction<Map<Integer, EndNote>> waiting) {
        this.results = results;
        this.waiting = waiting;
        this.options = options;
        this.checkpoints = checkpoints;
    }

    /** Returns the attempts of a component, completed. */
    List<Attempt> complete(int component, History history) {
        List<Attempt> attempts = history.attempts();
        List<Attempt> completed = new ArrayList<>(attempts);
        List<Optional<WorkMarks>> work = new ArrayList<>(Collections.nCopies(attempts.size(), Optional.empty()));
        List<Optional<EndNote>> notes = new ArrayList<>(Collections.nCopies(attempts.size(), Optional.empty()));
        boolean laterNoted = false;
        Map<Integer, EndNote> notStored = null;
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt attempt = attempts.get(i);
            Optional<EndNote> note = results.endNote(component, attempt.number());
            if (note.isEmpty() && isUntold(attempt) && !history.isOver()) {
                notStored = notStored != null ? notStored : waiting.apply(component);
                note = Optional.ofNullable(notStored.get(attempt.number()));
            }
            completed.set(i, explained(component, complete(component, attempt, note, laterNoted)));
            work.set(i, note.map(found -> found.marks().work()));
            notes.set(i, note);
            laterNoted |= note.isPresent();
        }
        HandedOver.complete(completed, work, notes);
        return Accounts.complete(completed, work, latestRun(component, history));
    }

    private LatestRun latestRun(int component, History history) {
        return new LatestRun(history.firstAttempt(), history.from(), () -> checkpoints.before(component, history));
    }

    private Attempt complete(int component, Attempt attempt, Optional<EndNote> note, boolean laterNoted) {
        if (!isUntold(attempt)) {
            return attempt;
        }
        if (note.isPresent()) {
            return note.get().tellsEnd() ? complete(component, attempt, note.get()) : timed(attempt, note.get());
        }
        boolean missing = laterNoted && attempt.how().get() == AttemptEnd.EVICTED;
        // the notes came home, but this one is not among them: HTCondor ended the attempt without a signal
        return missing && hadNoCommit(attempt) ? changed(attempt, AttemptEnd.LOST, attempt.reason()) : attempt;
    }

    /** Whether it has ended and the log does not say after how long. */
    private static boolean isUntold(Attempt attempt) {
        return attempt.how().isPresent() && attempt.duration().isEmpty();
    }

    private Attempt explained(int component, Attempt attempt) {
        if (attempt.how().filter(AttemptEnd.FAILED::equals).isPresent()) {
            return changed(attempt, AttemptEnd.FAILED, MemoryGiven.inMegabytes(attempt.reason(), options));
        }
        return explainedError(component, attempt);
    }

    /** The log has no reason for what left an output, nor has HTCondor's for what it ran again. */
    private Attempt explainedError(int component, Attempt attempt) {
        int retries = options.retries().orElse(0);
        boolean threw = attempt.how().filter(AttemptEnd.ERRORED::equals).isPresent();
        if (!threw || retries == 0 || !attempt.reason().isEmpty()) {
            return attempt;
        }
        return results.error(RecordKind.FAILURE, component, attempt.number())
                .map(error -> LastWords.oneLine(error.type() + ": " + error.message()) + "; run again (option retries)")
                .or(() -> results.error(RecordKind.ERROR, component, attempt.number())
                        .map(error -> BackOff.usedUp(retries)))
                .map(reason -> changed(attempt, AttemptEnd.ERRORED, reason))
                .orElse(attempt);
    }

    /** While its commit is uploaded an attempt has no process that could take note of anything. */
    private boolean hadNoCommit(Attempt attempt) {
        // by the log's whole seconds
        Duration atMost =
                Duration.between(attempt.start(), attempt.end().orElseThrow()).plusSeconds(1);
        return atMost.compareTo(options.commitInterval().orElseThrow()) < 0;
    }

    /** Of one that was removed, or could not note its end, the log does not say how long it ran. */
    private static Attempt timed(Attempt attempt, EndNote note) {
        return new Attempt(
                attempt.number(),
                attempt.host(),
                attempt.start(),
                attempt.end(),
                attempt.how(),
                note.isOfCommit() ? Optional.of(loggedDuration(attempt, note)) : duration(note),
                attempt.reason());
    }

    /** In whole seconds, new beginnings after commits included; but at least as long as it took to its last commit. */
    private static Duration loggedDuration(Attempt attempt, EndNote note) {
        Duration logged = Duration.between(attempt.start(), attempt.end().orElseThrow());
        Duration committed = Duration.ofNanos(note.marks().elapsedNanos());
        return logged.compareTo(committed) < 0 ? committed : logged;
    }

    private static Optional<Duration> duration(EndNote note) {
        long nanos = note.marks().elapsedNanos();
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    private static Attempt changed(Attempt attempt, AttemptEnd how, String reason) {
        return new Attempt(
                attempt.number(),
                attempt.host(),
                attempt.start(),
                attempt.end(),
                Optional.of(how),
                attempt.duration(),
                reason);
    }

    private Attempt complete(int component, Attempt attempt, EndNote note) {
        AttemptEnd logged = attempt.how().orElseThrow();
        if (logged != AttemptEnd.ERRORED && threwAndRanAgain(component, attempt, note)) {
            return complete(component, changed(attempt, AttemptEnd.ERRORED, ""), note);
        }
        Optional<Verdict> verdict = isOwnEnd(logged, note) ? Optional.of(verdict(component, note)) : Optional.empty();
        return new Attempt(
                attempt.number(),
                attempt.host(),
                attempt.start(),
                attempt.end(),
                Optional.of(verdict.map(Verdict::end).orElse(logged)),
                duration(note),
                verdict.map(own -> fuller(own.reason(), attempt.reason())).orElse(attempt.reason()));
    }

    /** HTCondor's exit code may also tell what follows from it. */
    private static String fuller(String own, String logged) {
        return logged.startsWith(own) ? logged : own;
    }

    /** Of one that threw when it was told to leave, the log only says that it left. */
    private boolean threwAndRanAgain(int component, Attempt attempt, EndNote note) {
        return note.exit() == ExitCode.ERRORED.number()
                && results.error(RecordKind.FAILURE, component, attempt.number())
                        .isPresent();
    }

    /** Whether the process ended by itself, so that its end is the attempt's, and not that of somebody's request. */
    private static boolean isOwnEnd(AttemptEnd logged, EndNote note) {
        boolean unclear = logged == AttemptEnd.FAILED || logged == AttemptEnd.HELD || logged == AttemptEnd.LOST;
        // a JVM that had only begun to start could not do more than end when it was told to
        boolean toldTooEarly = logged == AttemptEnd.HELD && note.exit() == ENDED_BY_SIGTERM;
        return unclear
                && !toldTooEarly
                && !leftOnRequest(note)
                && !(logged != AttemptEnd.FAILED && HandedOver.leftOutput(note));
    }

    private static boolean leftOnRequest(EndNote note) {
        return note.exit() == ExitCode.EVICTED.number() && !note.marks().exiting();
    }

    /** Returns the hold of a component, with the node's own reason where the scheduler knows none. */
    Hold complete(HeldComponent held) {
        int component = held.component();
        Hold hold = held.hold();
        if (hold.code() != JOB_POLICY) {
            return MemoryHold.explained(hold, options, held.ofLatestJob(), held.slotMb(), Instant.now());
        }
        if (UsedUp.isEvictions(hold.reason())) {
            return evictedTooOften(held.ofLatestJob(complete(component, held.history())));
        }
        return results.endNote(component, held.history().attempts().size())
                .filter(note -> note.tellsEnd() && !isSchedulersWord(note))
                .map(note -> verdict(component, note))
                .filter(verdict -> verdict.holdCode() > ON_REQUEST)
                .map(verdict -> new Hold(reason(verdict, hold), verdict.holdCode(), verdict.holdSubcode()))
                .orElse(hold);
    }

    private static String reason(Verdict verdict, Hold hold) {
        return UsedUp.isMemory(hold.reason()) ? verdict.reason() + "; " + UsedUp.MEMORY : verdict.reason();
    }

    private static Hold evictedTooOften(List<Attempt> attempts) {
        int evictions = (int) attempts.stream()
                .filter(attempt ->
                        attempt.how().filter(AttemptEnd.EVICTED::equals).isPresent())
                .count();
        return new Hold(UsedUp.evictions(evictions), JOB_POLICY, evictions);
    }

    /** Of an eviction the node knows no reason, and of the run time the scheduler says how long it was. */
    private static boolean isSchedulersWord(EndNote note) {
        return leftOnRequest(note)
                || (note.exit() == ExitCode.OUT_OF_TIME.number()
                        && !note.marks().exiting());
    }

    private Verdict verdict(int component, EndNote note) {
        return Verdict.withoutOutput(new Verdict.Evidence(
                Optional.of(note.exit()),
                note.marks(),
                null,
                false,
                options.gracePeriod().orElseThrow(),
                results.lastWords(component, note.attempt()),
                UNKNOWN_MEMORY));
    }
}
