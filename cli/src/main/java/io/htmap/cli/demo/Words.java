package io.htmap.cli.demo;

import io.htmap.Attempt;
import java.time.Duration;
import java.util.Locale;

/** Says things for people. */
final class Words {
    private Words() {}

    /** Says which attempt it was: {@code attempt 2 on node7, evicted after 11.2 s}. */
    static String of(Attempt attempt) {
        String how = attempt.how()
                .map(end -> ", " + end.name().toLowerCase(Locale.ROOT))
                .orElse("");
        String duration =
                attempt.duration().map(time -> " after " + seconds(time)).orElse("");
        return "attempt " + attempt.number() + " on " + attempt.host() + how + duration;
    }

    /** Says a time: {@code 11.2 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
