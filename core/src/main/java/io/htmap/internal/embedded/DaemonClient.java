package io.htmap.internal.embedded;

import io.htmap.SchedulerException;
import io.htmap.internal.Version;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Speaks to the scheduler of a home folder, and starts one where there is none. A scheduler may end at any moment, when
 * it has nothing left to do; requests may be repeated, so that is no trouble. Thread-safe.
 */
final class DaemonClient {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final long PAUSE_NANOS = 100_000_000;

    /** After so long without an answer it is asked whether it is there at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** No request but the removal of a map, which waits for its workers, takes so long. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Home home;
    private final DaemonLauncher launcher;
    private final Duration patience;

    DaemonClient(Home home, DaemonLauncher launcher) {
        this(home, launcher, PATIENCE);
    }

    DaemonClient(Home home, DaemonLauncher launcher, Duration patience) {
        this.home = home;
        this.launcher = launcher;
        this.patience = patience;
    }

    /** Asks the scheduler, starting it if need be. */
    int ask(Request request) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            Optional<Reply> reply = tryAsk(request);
            if (reply.isPresent()) {
                return checked(reply.get());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new SchedulerException(
                        "the scheduler of " + home.path() + " does not answer; see " + home.schedulerLog());
            }
            startOrWait();
        }
    }

    /** Asks the scheduler if there is one; empty if there is none. */
    Optional<Reply> tryAsk(Request request) {
        try {
            Optional<SchedulerInfo> info = SchedulerInfo.read(home);
            if (info.isEmpty()
                    || !info.get().host().equals(Hosts.name())
                    || !Files.exists(info.get().socket())) {
                return Optional.empty();
            }
            return Optional.of(exchange(info.get(), request));
        } catch (IOException nobodyThere) {
            return Optional.empty();
        }
    }

    private Reply exchange(SchedulerInfo info, Request request) throws IOException {
        try (PatientChannel channel =
                PatientChannel.connect(info.socket(), patience, silent -> requireAlive(info, request, silent))) {
            Frame.write(channel, request.toText(Version.current()));
            return Reply.parse(Frame.read(channel));
        }
    }

    /** It may have much to do, or wait itself, for workers that leave; but greetings it answers at once. */
    private void requireAlive(SchedulerInfo info, Request request, Duration silent) throws IOException {
        boolean tooLong = silent.compareTo(LONGEST) > 0 && request.verb() != Request.Verb.FORGET;
        if (request.verb() == Request.Verb.GREET || tooLong) {
            throw new SchedulerException("the scheduler of " + home.path() + " hangs: its process " + info.pid()
                    + " has not answered for " + silent.toMillis() / 1000.0
                    + " s; if it was stopped, let it go on with: kill -CONT " + info.pid()
                    + "; else end it, which loses nothing that was saved, with: kill -KILL " + info.pid());
        }
        exchange(info, Request.about(Request.Verb.GREET, ""));
    }

    private static int checked(Reply reply) {
        if (!reply.error().isEmpty()) {
            throw new SchedulerException("the scheduler refused: " + reply.error());
        }
        return reply.count();
    }

    /** Another client may be starting one at this moment, or one may be on its way out: then a new look is enough. */
    private void startOrWait() {
        try {
            if (launcher.start(home) == DaemonLauncher.Outcome.NOT_ALONE) {
                refuseOtherHost();
                // it has no answer for us yet, or none any more
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw new SchedulerException(
                    "the scheduler of " + home.path() + " cannot be started: " + Problems.line(e), e);
        }
    }

    private void refuseOtherHost() throws IOException {
        String[] holder = Files.readString(home.schedulerLock()).strip().split(" ");
        if (holder.length == 2 && !holder[0].equals(Hosts.name())) {
            throw new SchedulerException("the scheduler of " + home.path() + " runs on the machine " + holder[0]
                    + " (process " + holder[1] + "); work there, or choose another home folder with HTMAP_DIR");
        }
    }
}
