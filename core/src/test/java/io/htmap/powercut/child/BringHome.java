package io.htmap.powercut.child;

import io.htmap.AttemptEnd;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventLogWriter;
import io.htmap.internal.event.Exit;
import io.htmap.internal.event.JobEvent;
import io.htmap.internal.event.JobId;
import io.htmap.internal.event.Usage;
import io.htmap.internal.store.OutputAppender;
import io.htmap.runtime.internal.io.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Brings an output home as a scheduler would that wrote the event first. */
public final class BringHome {
    private BringHome() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (EventLogWriter log = EventLogWriter.open(folder.resolve("events.log"));
                OutputAppender outputs = new OutputAppender(folder.resolve("outputs"))) {
            outputs.append(RecordKind.VALUE, 0, 1, new byte[1000]);
            Exit exit = Exit.returned(0);
            EndFacts facts = new EndFacts(AttemptEnd.COMPLETED, 1, exit);
            log.append(List.of(new JobEvent(
                    new JobId(1, 0), Instant.now(), new EventBody.Terminated(exit, facts, Usage.NONE, Usage.NONE))));
            log.force();
            outputs.force();
        }
    }
}
