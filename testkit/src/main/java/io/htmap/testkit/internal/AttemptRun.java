package io.htmap.testkit.internal;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.runtime.internal.wire.ScratchMarks;
import io.htmap.testkit.internal.Stay.End;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt: a real runner in a fresh scratch folder, with the test in the place of the scheduler. */
final class AttemptRun {
    private static final int TERMINATED = 143;

    private final Job job;
    private final Path run;
    private final int attempt;
    private final ScratchLayout scratch;
    private final Path temporary;

    /**
     * @param run the folder of the run
     * @param stay number of this stay in it; one that ended with an upload has the attempt's number too
     */
    AttemptRun(Job job, Path run, int stay, int attempt) throws IOException {
        this.job = job;
        this.run = run;
        this.attempt = attempt;
        this.scratch = new ScratchLayout(run.resolve("scratch-" + stay));
        this.temporary = scratch.scratch().resolve("tmp");
        for (Path folder : List.of(scratch.work(), scratch.out(), temporary)) {
            Files.createDirectories(folder);
        }
        Files.createFile(scratch.lock());
        ScratchMarks.prepare(scratch.marks());
        job.write(run, scratch, attempt);
    }

    /**
     * Runs the attempt to its end.
     *
     * @param limit how long it may take
     */
    Stay run(@Nullable Strike strike, long gapNanos, List<String> options, Duration limit)
            throws IOException, InterruptedException {
        Path socket = scratch.scratch().resolve("probe");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Process process = new RunnerCommand(job.settings()).with(options).start(scratch, temporary, socket);
            Conversation conversation = new Conversation(server, process, strike, gapNanos);
            boolean ended = carry(process, conversation, server, limit);
            return stay(conversation, ended ? endOf(process, conversation) : new Found(End.HUNG, null, hung(limit)));
        }
    }

    /** Returns whether it ended in time. */
    private static boolean carry(Process process, Conversation conversation, ServerSocketChannel server, Duration limit)
            throws IOException, InterruptedException {
        Thread listener = new Thread(conversation, "htmap-probe");
        listener.setDaemon(true);
        listener.start();
        try {
            go(process);
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly();
            process.waitFor();
            server.close();
            listener.join();
        }
    }

    private static void go(Process process) throws IOException {
        try {
            process.getOutputStream().write(ScratchLayout.GO);
            process.getOutputStream().flush();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** How it ended, by what it left. */
    private record Found(End end, byte @Nullable [] value, String trouble) {}

    private Found endOf(Process process, Conversation conversation) throws IOException {
        if (Files.exists(scratch.output())) {
            Output output = Output.read(scratch.output());
            return new Found(output.isValue() ? End.RETURNED : End.THREW, output.value(), output.error());
        }
        Optional<ExitCode> own = ScratchMarks.read(scratch.marks()).ownExit(process.exitValue());
        if (conversation.struck() && isExpected(own, process.exitValue())) {
            return new Found(End.LOST, null, "");
        }
        return new Found(End.DIED, null, died(own, process.exitValue(), conversation.struck()));
    }

    private static boolean isExpected(Optional<ExitCode> own, int exit) {
        boolean killed = exit == 128 + 9 || exit == TERMINATED;
        return killed || own.filter(AttemptRun::isLoss).isPresent();
    }

    private static boolean isLoss(ExitCode code) {
        return code == ExitCode.EVICTED || code == ExitCode.CHECKPOINTED;
    }

    private static String died(Optional<ExitCode> own, int exit, boolean struck) {
        String why = own.map(code -> switch (code) {
                    case OUT_OF_MEMORY -> "it ran out of memory";
                    case BAD_JOB -> "the function or its input cannot be read in a process with this JVM's class path";
                    default -> "its runner ended with " + code;
                })
                .orElse("its process ended with exit code " + exit + ": by System.exit, or a crash");
        return struck ? why + ", when its node was wanted back" : why;
    }

    private static String hung(Duration limit) {
        return "it had not ended after " + limit.toSeconds() + " seconds";
    }

    private Stay stay(Conversation heard, Found found) throws IOException {
        return new Stay(
                heard.saves(),
                heard.places(),
                heard.offers(),
                heard.gaps(),
                heard.struck(),
                found.end(),
                found.value(),
                found.trouble(),
                LastLines.of(scratch.stdout(), scratch.stderr()));
    }

    Path work() {
        return scratch.work();
    }

    /** A later attempt, on another node, would not see it. */
    void delete() throws IOException {
        DurableFiles.deleteTree(scratch.scratch());
    }

    Path checkpoints() {
        return Job.checkpoints(run);
    }

    /** Returns the number of the attempt that follows. */
    int next(Stay stay, @Nullable Strike strike) {
        boolean same = strike != null && stay.struck() && strike.loss() == Loss.UPLOAD;
        return same ? attempt : attempt + 1;
    }
}
