package io.htmap.cli;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.ComponentProgress;
import io.htmap.Status;
import io.htmap.internal.attempt.LastWords;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code htmap components}. Writes line by line: a map may have a million components. */
@Command(
        name = "components",
        description = "List the components of maps: status, attempts, node, and how far it is or why it is so; for"
                + " held ones, what to do.")
final class ComponentsCommand extends MapsCommand {
    private static final String LINE = "%9s  %-14s  %8s  %-20s  %s";

    @Mixin
    private ComponentSelection components = new ComponentSelection();

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those: ${COMPLETION-CANDIDATES}.")
    private @Nullable Status status;

    @Override
    void apply(ComponentMap<?, ?> map) {
        int[] asked = components.components(map);
        console().out().println("map " + map.tag());
        print("COMPONENT", "STATUS", "ATTEMPTS", "HOST", "PROGRESS OR REASON");
        List<Status> statuses = map.statuses();
        Map<Integer, ComponentProgress> progress = map.progress();
        for (int component : asked) {
            if (status == null || status == statuses.get(component)) {
                print(map, component, statuses.get(component), progress.get(component));
            }
        }
    }

    private void print(ComponentMap<?, ?> map, int component, Status now, @Nullable ComponentProgress progress) {
        List<Attempt> attempts = map.attempts(component);
        String host = attempts.isEmpty() ? "-" : last(attempts).host();
        String words = progress == null ? reason(map, component, now, attempts) : Shares.words(progress);
        print(component, now.label(), attempts.size(), host, words);
    }

    private static String reason(ComponentMap<?, ?> map, int component, Status now, List<Attempt> attempts) {
        return map.holdReason(component)
                .map(hold -> hold.reason() + " (code " + hold.code() + "." + hold.subcode() + "); " + hold.advice())
                .orElseGet(() -> attempts.isEmpty() ? "" : reason(map, component, now, last(attempts)));
    }

    private static String reason(ComponentMap<?, ?> map, int component, Status now, Attempt last) {
        String why = reason(now, last);
        return now == Status.ERRORED && why.isEmpty()
                ? map.error(component)
                        .map(error -> LastWords.oneLine(error.type() + ": " + error.message()))
                        .orElse("")
                : why;
    }

    /** Why an attempt was held, or left its node, is not why the component was released or removed afterwards. */
    private static String reason(Status now, Attempt last) {
        AttemptEnd how = last.how().orElse(null);
        boolean isStale = how == AttemptEnd.HELD || (now == Status.REMOVED && how != AttemptEnd.REMOVED);
        return isStale ? "" : last.reason();
    }

    private static Attempt last(List<Attempt> attempts) {
        return attempts.get(attempts.size() - 1);
    }

    private void print(Object... cells) {
        console().out().println(Printable.line(String.format(LINE, cells)));
    }
}
