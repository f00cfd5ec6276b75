package io.htmap.internal.embedded;

import io.htmap.AttemptEnd;
import io.htmap.internal.attempt.EndNote;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventType;
import io.htmap.internal.event.Exit;
import io.htmap.internal.event.Usage;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.OutputAppender;
import io.htmap.runtime.internal.checkpoint.FailedRestarts;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings an attempt that has ended home: packs what it left, writes how it ended, and deletes the rest once that is
 * durable. Used by the scheduler's one thread.
 */
final class Finisher {
    private static final int SIGNAL_BASE = 128;

    private final MapDirectory map;
    private final MapLog log;
    private final OutputAppender outputs;
    private final Budgets budgets;

    Finisher(MapDirectory map, MapLog log, OutputAppender outputs, Budgets budgets) {
        this.map = map;
        this.log = log;
        this.outputs = outputs;
        this.budgets = budgets;
    }

    /**
     * Packs and logs the end of an attempt.
     *
     * @param seen evidence of how it ended
     * @param millis how long it ran, or -1 if nobody knows
     * @return how it ended
     * @throws IOException when something could not be packed; nothing was logged, and it can be tried again
     */
    Verdict finish(AttemptFiles files, Verdict.Evidence seen, long millis) throws IOException {
        Optional<RecordHeader> output = files.output();
        if (output.isPresent()) {
            return RecordKind.VALUE.is(output.get())
                    ? complete(files, output.get(), seen, millis)
                    : errored(files, output.get(), seen, millis);
        }
        Verdict verdict = budgets.judge(files.component(), seen, millis, Verdict.withoutOutput(seen));
        if (verdict.end() == AttemptEnd.LOST) {
            files.markGap(verdict.reason());
        }
        files.packStreams(outputs);
        close(files, seen, verdict, millis);
        return verdict;
    }

    private Verdict complete(AttemptFiles files, RecordHeader output, Verdict.Evidence seen, long millis)
            throws IOException {
        files.packStreams(outputs);
        files.packOutput(outputs, RecordKind.VALUE, output);
        Verdict verdict = new Verdict(AttemptEnd.COMPLETED, "", 0, 0);
        close(files, seen, verdict, millis);
        deleteWhenDurable(map.checkpoints(files.component()));
        return verdict;
    }

    /** A report after which the component runs again, at once or later, is none of its outputs. */
    private Verdict errored(AttemptFiles files, RecordHeader report, Verdict.Evidence seen, long millis)
            throws IOException {
        Verdict verdict = budgets.judge(
                files.component(), seen, millis, new Verdict(AttemptEnd.ERRORED, files.headline(report), 0, 0));
        files.packStreams(outputs);
        boolean last = verdict.end() == AttemptEnd.ERRORED && verdict.holdCode() == 0 && !verdict.runsAgain();
        files.packOutput(outputs, last ? RecordKind.ERROR : RecordKind.FAILURE, report);
        close(files, seen, verdict, millis);
        return verdict;
    }

    /** Logs how an attempt ended of which all else is packed: one with an end and without an output has none. */
    private void close(AttemptFiles files, Verdict.Evidence seen, Verdict verdict, long millis) throws IOException {
        noteEnd(files, seen, verdict);
        logEnd(files.component(), verdict, facts(verdict.end(), seen, millis), usage(seen));
        deleteWhenDurable(files.scratch().scratch());
    }

    /** What the attempt started from and saved is not for the log, which other tools read. */
    private void noteEnd(AttemptFiles files, Verdict.Evidence seen, Verdict verdict) throws IOException {
        // with more memory the same checkpoint may do
        boolean ownFault =
                verdict.end() == AttemptEnd.ERRORED || (verdict.end() == AttemptEnd.FAILED && !verdict.runsAgain());
        if (ownFault && seen.marks().isFailedRestart()) {
            Path generations = map.checkpoints(files.component());
            FailedRestarts.note(generations, seen.marks().restoredGeneration(), files.attempt());
        }
        EndNote note = EndNote.logged(files.attempt(), seen.marks());
        outputs.append(RecordKind.END, files.component(), files.attempt(), note.toBytes());
    }

    private void logEnd(int component, Verdict verdict, EndFacts facts, Usage usage) {
        if (verdict.runsAgain()) {
            log.add(component, new EventBody.Evicted(verdict.reason(), facts, usage));
            return;
        }
        if (verdict.holdCode() != 0 && !isHoldItself(verdict.end())) {
            log.add(component, new EventBody.Evicted(verdict.reason(), facts, usage));
            log.add(component, held(verdict, EndFacts.UNKNOWN));
            return;
        }
        switch (verdict.end()) {
            case HELD, FAILED -> log.add(component, held(verdict, facts));
            case REMOVED -> log.add(component, new EventBody.Note(EventType.ABORTED, verdict.reason()));
            case COMPLETED -> logOutput(component, Exit.returned(0), facts, usage);
            case ERRORED -> logOutput(component, Exit.returned(1), facts, usage);
            case EVICTED, LOST -> throw new IllegalStateException("neither held nor run again: " + verdict);
        }
    }

    /** Others end as they do, and are held then. */
    private static boolean isHoldItself(AttemptEnd end) {
        return end == AttemptEnd.HELD || end == AttemptEnd.FAILED;
    }

    private void logOutput(int component, Exit exit, EndFacts facts, Usage usage) {
        EndFacts own = new EndFacts(facts.end(), facts.millis(), exit);
        log.add(component, new EventBody.Terminated(exit, own, usage, usage));
    }

    /** Of this attempt alone: those before it are in their own events. */
    private static Usage usage(Verdict.Evidence seen) {
        return new Usage(
                Duration.ofMillis(seen.marks().userMillis()),
                Duration.ofMillis(seen.marks().systemMillis()));
    }

    private static EventBody held(Verdict verdict, EndFacts facts) {
        return new EventBody.Held(verdict.reason(), verdict.holdCode(), verdict.holdSubcode(), facts);
    }

    private static EndFacts facts(AttemptEnd end, Verdict.Evidence seen, long millis) {
        Exit exit = seen.exit()
                .map(code -> code > SIGNAL_BASE ? Exit.signalled(code - SIGNAL_BASE) : Exit.returned(code))
                .orElse(null);
        return new EndFacts(end, millis, exit);
    }

    /** Deletes a folder when all that was logged so far is durable. */
    void deleteWhenDurable(Path folder) {
        log.whenDurable(() -> ScratchFolders.deleteIfPossible(folder));
    }
}
