package io.htmap.powercut.child;

import io.htmap.AttemptEnd;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventLogWriter;
import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.JobEvent;
import io.htmap.internal.event.JobId;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.LogFollower;
import io.htmap.internal.event.StateFile;
import io.htmap.internal.event.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes an event log: ever more evictions of one component, told in reasons of some length; saves the state. */
public final class AppendEvents {
    private static final JobId JOB = new JobId(1, 0);

    private AppendEvents() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path sayings = Path.of(arguments[1]);
        try (EventLogWriter writer = EventLogWriter.open(log(folder))) {
            LogFollower follower = follow(folder);
            follower.poll();
            StateFile.save(state(folder), follower);
            Say.say(sayings, "opened");
            for (int i = 0; i < 3; i++) {
                follower.poll();
                int attempt = follower.state().attemptCount(0) + 1;
                append(writer, attempt);
                writer.force();
                Say.say(sayings, "attempts " + attempt);
            }
            if (arguments.length > 2) {
                append(writer, follower.state().attemptCount(0) + 2);
                // dies with events that it has written and not forced
                Runtime.getRuntime().halt(0);
            }
        }
    }

    /** Writes the events of an attempt, not forced. */
    public static void append(EventLogWriter writer, int attempt) throws IOException {
        String reason = "r".repeat(300 * attempt);
        writer.append(List.of(
                new JobEvent(JOB, Instant.now(), new EventBody.Executing("host", "", 42)),
                new JobEvent(
                        JOB, Instant.now(), new EventBody.Evicted(reason, EndFacts.of(AttemptEnd.LOST), Usage.NONE))));
    }

    public static LogFollower follow(Path folder) throws IOException {
        return StateFile.load(state(folder), log(folder), new EventParser(), 1, JobMapping.PROC_IS_COMPONENT);
    }

    public static Path log(Path folder) {
        return folder.resolve("events.log");
    }

    private static Path state(Path folder) {
        return folder.resolve("state");
    }
}
