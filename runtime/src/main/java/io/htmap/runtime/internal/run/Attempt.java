package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.checkpoint.CommitFacts;
import io.htmap.runtime.internal.checkpoint.FencedException;
import io.htmap.runtime.internal.checkpoint.GenerationStore;
import io.htmap.runtime.internal.checkpoint.Manifest;
import io.htmap.runtime.internal.checkpoint.Progress;
import io.htmap.runtime.internal.probe.Probe;
import io.htmap.runtime.internal.wire.AttemptAccount;
import io.htmap.runtime.internal.wire.ErrorReport;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.MarksWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One attempt of one component: what it restored, committed and delivered. Thread-safe. */
final class Attempt implements AttemptContext {
    /** The function may have put other system properties in place. */
    private static final String UNKNOWN = "unknown";

    private final JobSpec job;
    private final Path workingDirectory;
    private final Start start;
    private final MarksWriter marks;
    private final Exit exit;
    private final Uploads uploads;
    private final GenerationStore generations;
    private final EvictionNotice notice = new EvictionNotice();
    private final ProgressBoard board;

    /** Held while a generation or the output is committed, so that a polite end can wait for that. */
    private final ReentrantLock committing = new ReentrantLock();

    /** What the working directory was filled with; null for nothing. */
    private Manifest restored;

    private int restoredGeneration;
    /** Written with the lock held. */
    private volatile int commits;

    /** Of resumable forms; written by the function's thread. */
    private final AtomicLong steps = new AtomicLong();

    private int lastGeneration;
    private boolean delivered;

    /** @param workingDirectory a real path */
    Attempt(
            JobSpec job,
            Path workingDirectory,
            Start start,
            MarksWriter marks,
            Exit exit,
            Uploads uploads,
            ProgressBoard board) {
        this.job = job;
        this.workingDirectory = workingDirectory;
        this.start = start;
        this.marks = marks;
        this.exit = exit;
        this.uploads = uploads;
        this.board = board;
        this.generations = new GenerationStore(
                job.checkpointFolder(),
                job.component(),
                job.attempt(),
                uploads.mostBytes(),
                job.ancestry(),
                new Consumer<String>() {
                    @Override
                    public void accept(String line) {
                        StandardStreams.print(line);
                    }
                });
    }

    @Override
    public int component() {
        return job.component();
    }

    @Override
    public int attempt() {
        return job.attempt();
    }

    @Override
    public void checkpoint(List<Path> named, Progress reached) throws IOException {
        save(named, reached, System.nanoTime(), true);
    }

    @Override
    public void keep(List<Path> named, Progress reached, long reachedNanos) throws IOException {
        save(named, reached, reachedNanos, false);
    }

    /** Once the output is there nothing is saved any more: an upload would have it computed again. */
    private void save(List<Path> named, Progress reached, long reachedNanos, boolean mayUpload) throws IOException {
        Probe.saving();
        committing.lock();
        try {
            if (!delivered) {
                Uninterrupted.run(() -> commit(named, reached, reachedNanos));
                uploadIfDue(mayUpload);
            }
        } catch (FencedException e) {
            StandardStreams.say("[htmap] " + e.getMessage());
            StandardStreams.flush();
            exit.halt(ExitCode.FENCED);
        } finally {
            committing.unlock();
        }
        Probe.saved();
    }

    @Override
    public boolean evictionRequested() {
        return notice.ask();
    }

    @Override
    public void onEviction(Runnable action) {
        notice.listen(action);
    }

    @Override
    public void progress(long done, long total, String note) {
        board.say(done, total, note);
    }

    @Override
    public void leave() {
        if (!notice.isRequested()) {
            throw new IllegalStateException(
                    "nobody wants the node back: leave it only when evictionRequested() says so");
        }
        StandardStreams.flush();
        exit.end(ExitCode.EVICTED);
    }

    EvictionNotice notice() {
        return notice;
    }

    @Override
    public void stepped() {
        steps.lazySet(steps.getPlain() + 1);
    }

    /**
     * Returns what is different when the function has got on: it has said something new, done a step, or saved. Never
     * waits for a commit, which may be what does not get on.
     */
    Object signOfLife() {
        return new SignOfLife(board.latest(), commits, steps.get());
    }

    /** Notes how long the attempt has run by now. */
    void stillRuns() {
        marks.running();
    }

    private record SignOfLife(Object said, int commits, long steps) {}

    /**
     * The scheduler takes the generation when the process ends so, and starts the function anew. Does not return then. Who
     * is leaving takes it along anyway.
     */
    private void uploadIfDue(boolean mayBeDue) {
        if ((mayBeDue && uploads.isDue() && !notice.isRequested()) || Probe.wantsUpload()) {
            StandardStreams.flush();
            exit.halt(ExitCode.CHECKPOINTED);
        }
    }

    private void commit(List<Path> named, Progress reached, long reachedNanos) throws IOException {
        StandardStreams.force();
        Progress said = board.progress();
        CommitFacts facts = new CommitFacts(
                System.currentTimeMillis(),
                start.elapsedNanos() - (System.nanoTime() - reachedNanos),
                StandardStreams.outBytes(),
                StandardStreams.errBytes(),
                said == null ? reached : said);
        Manifest manifest = generations.commit(workingDirectory, named, facts);
        lastGeneration = manifest.generation().number();
        commits = commits + 1;
        marks.committed(lastGeneration, commits, facts.elapsedNanos());
    }

    @Override
    public boolean canRejectRestored() {
        committing.lock();
        try {
            return restored != null && commits == 0;
        } finally {
            committing.unlock();
        }
    }

    @Override
    public boolean rejectRestored() throws IOException {
        committing.lock();
        try {
            Uninterrupted.run(() -> restored(generations.restoreBefore(restored, workingDirectory)));
            return restored != null;
        } finally {
            committing.unlock();
        }
    }

    private void restored(Manifest manifest) {
        restored = manifest;
        mark(manifest);
    }

    /** Brings the newest good generation into the working directory, if there is one. */
    void restore() throws IOException {
        committing.lock();
        try {
            restored(generations.restoreNewest(workingDirectory));
        } finally {
            committing.unlock();
        }
    }

    private void mark(Manifest manifest) {
        if (manifest == null) {
            restoredGeneration = 0;
            marks.restored(0, 0, 0);
        } else {
            restoredGeneration = manifest.generation().number();
            marks.restored(
                    restoredGeneration,
                    manifest.generation().attempt(),
                    manifest.facts().elapsedNanos());
        }
    }

    /** Commits the output, which is a value. */
    void deliverValue(Object value) throws IOException {
        deliver(new Uninterrupted.Work() {
            @Override
            public void run() throws IOException {
                OutputFile.writeValue(job.outputFile(), value, account());
            }
        });
    }

    /** Commits the output, which is an error. */
    void deliverError(Throwable thrown) throws IOException {
        deliver(new Uninterrupted.Work() {
            @Override
            public void run() throws IOException {
                AttemptAccount account = account();
                ErrorReport report = ErrorReports.of(thrown, account, workingDirectory);
                OutputFile.writeError(job.outputFile(), report, account);
            }
        });
    }

    private void deliver(Uninterrupted.Work writing) throws IOException {
        committing.lock();
        try {
            Uninterrupted.run(writing);
            delivered = true;
        } finally {
            committing.unlock();
        }
    }

    /**
     * Waits for a commit that is going on.
     *
     * @return whether the output has been delivered
     */
    boolean awaitCommit(long deadlineNanos) throws InterruptedException {
        if (!committing.tryLock(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            return delivered;
        } finally {
            committing.unlock();
        }
    }

    private AttemptAccount account() {
        StandardStreams.flush();
        return new AttemptAccount(
                job.component(),
                job.attempt(),
                Node.hostName(),
                Node.pid(),
                System.getProperty("java.version", UNKNOWN),
                System.getProperty("java.vendor", UNKNOWN),
                start.wallMillis(),
                start.elapsedNanos(),
                restoredGeneration,
                commits,
                lastGeneration,
                StandardStreams.outBytes(),
                StandardStreams.errBytes());
    }
}
