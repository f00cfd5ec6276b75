package io.htmap.internal.embedded;

import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.OutputAppender;
import io.htmap.internal.store.Problems;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Makes durable what happened to a map; while the disk is full, the map waits and it is tried again and again. */
final class Committer {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Home home;
    private final MapDirectory map;
    private final MapLog log;
    private final OutputAppender outputs;
    private final Mailbox mailbox;
    private boolean paused;
    private boolean retrying;

    Committer(Home home, MapDirectory map, MapLog log, OutputAppender outputs, Mailbox mailbox) {
        this.home = home;
        this.map = map;
        this.log = log;
        this.outputs = outputs;
        this.mailbox = mailbox;
    }

    /** Returns whether nothing new should be begun. */
    boolean isPaused() {
        return paused;
    }

    void commit() {
        try {
            writeAll();
        } catch (IOException e) {
            commitWithoutBallast(e);
        }
    }

    private void writeAll() throws IOException {
        while (log.isDirty()) {
            outputs.force();
            log.commit();
        }
    }

    private void commitWithoutBallast(IOException first) {
        try {
            if (!Problems.isDiskFull(first) || !Ballast.drop(home)) {
                throw first;
            }
            takeBallastLater();
            writeAll();
        } catch (IOException e) {
            pause("cannot write the event log: " + Problems.reason(e));
        }
    }

    /** For the next time that the disk is full. */
    private void takeBallastLater() {
        mailbox.postLater(RETRY, () -> {
            if (!Ballast.take(home)) {
                takeBallastLater();
            }
        });
    }

    void pause(String why) {
        System.err.println(Instant.now() + " map " + map.id() + " waits: " + why);
        paused = true;
        if (!retrying) {
            retrying = true;
            mailbox.postLater(RETRY, () -> {
                retrying = false;
                paused = false;
            });
        }
    }
}
