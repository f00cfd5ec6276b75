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
    private final Losses losses;
    private final RunTime runTime;

    Finisher(MapDirectory map, MapLog log, OutputAppender outputs, Losses losses, RunTime runTime) {
        this.map = map;
        this.log = log;
        this.outputs = outputs;
        this.losses = losses;
        this.runTime = runTime;
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
            return complete(files, output.get(), seen, millis);
        }
        Verdict seenOnly = runTime.judge(files.component(), millis, Verdict.withoutOutput(seen));
        Verdict verdict = losses.judge(files.component(), seen.marks(), seenOnly);
        if (verdict.end() == AttemptEnd.LOST) {
            files.markGap(verdict.reason());
        }
        files.packStreams(outputs);
        noteEnd(files, seen, verdict.end());
        logEnd(files.component(), verdict, facts(verdict.end(), seen, millis), usage(seen));
        deleteWhenDurable(files.scratch().scratch());
        return verdict;
    }

    private Verdict complete(AttemptFiles files, RecordHeader output, Verdict.Evidence seen, long millis)
            throws IOException {
        boolean value = RecordKind.VALUE.is(output);
        files.packStreams(outputs);
        files.packOutput(outputs, value ? RecordKind.VALUE : RecordKind.ERROR, output);
        AttemptEnd end = value ? AttemptEnd.COMPLETED : AttemptEnd.ERRORED;
        // not before the output: an attempt with an end and without an output has none
        noteEnd(files, seen, end);
        Exit exit = Exit.returned(value ? 0 : 1);
        Usage usage = usage(seen);
        log.add(files.component(), new EventBody.Terminated(exit, new EndFacts(end, millis, exit), usage, usage));
        deleteWhenDurable(files.scratch().scratch());
        if (value) {
            deleteWhenDurable(map.checkpoints(files.component()));
        }
        return new Verdict(end, "", 0, 0);
    }

    /** What the attempt started from and saved is not for the log, which other tools read. */
    private void noteEnd(AttemptFiles files, Verdict.Evidence seen, AttemptEnd end) throws IOException {
        boolean ownFault = end == AttemptEnd.ERRORED || end == AttemptEnd.FAILED;
        if (ownFault && seen.marks().isFailedRestart()) {
            Path generations = map.checkpoints(files.component());
            FailedRestarts.note(generations, seen.marks().restoredGeneration(), files.attempt());
        }
        EndNote note = EndNote.logged(files.attempt(), seen.marks());
        outputs.append(RecordKind.END, files.component(), files.attempt(), note.toBytes());
    }

    private void logEnd(int component, Verdict verdict, EndFacts facts, Usage usage) {
        switch (verdict.end()) {
            case EVICTED, LOST -> {
                log.add(component, new EventBody.Evicted(verdict.reason(), facts, usage));
                if (verdict.holdCode() != 0) {
                    log.add(component, held(verdict, EndFacts.UNKNOWN));
                }
            }
            case HELD, FAILED -> log.add(component, held(verdict, facts));
            case REMOVED -> log.add(component, new EventBody.Note(EventType.ABORTED, verdict.reason()));
            default -> throw new IllegalStateException("no output, yet " + verdict);
        }
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
