package io.htmap.cli;

import io.htmap.Attempt;
import io.htmap.AttemptWork;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapAccount;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code htmap attempts}. Writes line by line: a map may have a million components. */
@Command(
        name = "attempts",
        description = "List the attempts of a map's components: when, where, how long, how they ended, which checkpoint"
                + " they started from, how much of their time was saved and lost; then the sums.")
final class AttemptsCommand extends Subcommand {
    private static final String LINE = "%9s  %7s  %-19s  %9s  %-9s  %5s  %5s  %9s  %9s  %-20s  %s";
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Parameters(index = "0", paramLabel = "TAG", description = "Tag of the map.")
    private @Nullable String tag;

    @Parameters(index = "1", arity = "0..1", paramLabel = "COMPONENT", description = "Only of this component, from 0.")
    private @Nullable Integer component;

    @Override
    public Integer call() {
        try (Htmap htmap = open()) {
            ComponentMap<?, ?> map = htmap.load(Objects.requireNonNull(tag));
            if (component != null) {
                ComponentSelection.check(map, component);
            }
            print("COMPONENT", "ATTEMPT", "START", "TIME", "END", "FROM", "SAVES", "SAVED", "LOST", "HOST", "REASON");
            int first = component == null ? 0 : component;
            int end = component == null ? map.size() : component + 1;
            for (int i = first; i < end; i++) {
                print(i, map);
            }
            if (component == null) {
                console().out().println(sentence(map.account()));
            }
            return ExitCode.SUCCESS.code();
        }
    }

    private void print(int index, ComponentMap<?, ?> map) {
        for (Attempt attempt : map.attempts(index)) {
            Optional<AttemptWork> work = attempt.work();
            print(
                    index,
                    attempt.number(),
                    WHEN.format(attempt.start()),
                    attempt.duration().map(Times::of).orElse("-"),
                    attempt.how()
                            .map(how -> how.name().toLowerCase(Locale.ROOT))
                            .orElse("running"),
                    work.map(done -> from(done.startedFrom())).orElse("?"),
                    work.map(done -> Integer.toString(done.saves())).orElse("?"),
                    work.map(done -> Times.of(done.saved())).orElse("?"),
                    work.map(done -> Times.of(done.lost())).orElse("?"),
                    attempt.host(),
                    attempt.reason());
        }
    }

    static String from(int checkpoint) {
        return switch (checkpoint) {
            case 0 -> "-";
            case AttemptWork.NOT_STARTED -> "?";
            default -> Integer.toString(checkpoint);
        };
    }

    /** Says what became of a map's time. */
    static String sentence(MapAccount account) {
        Duration unknown = account.unknown();
        return "good " + Times.of(account.good()) + ", lost " + Times.of(account.lost())
                + (unknown.isZero() ? "" : ", unknown " + Times.of(unknown)) + "; attempts that ended: "
                + account.attempts() + " (" + account.evictions() + " evicted, " + account.losses()
                + " lost their node, " + account.failures() + " failed)";
    }

    private void print(Object... cells) {
        console().out().println(Printable.line(String.format(LINE, cells)));
    }
}
