package io.htmap.cli;

import io.htmap.Htmap;
import io.htmap.internal.Suggestion;
import io.htmap.internal.embedded.SchedulerMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code htmap scheduler}. Not needed from day to day: the scheduler is started and ends by itself. */
@Command(name = "scheduler", description = "Be the embedded scheduler until nothing is left to do, or stop it.")
final class SchedulerCommand extends Subcommand {
    /** What to do. */
    enum What {
        /** Be the scheduler, in the foreground: for a service manager. */
        RUN,
        /** Tell it and its components to leave. */
        STOP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Says what may have been meant. */
    static final class Converter implements ITypeConverter<What> {
        @Override
        public What convert(String text) {
            List<String> words = Stream.of(What.values()).map(What::word).toList();
            int found = words.indexOf(text.toLowerCase(Locale.ROOT));
            if (found < 0) {
                throw new TypeConversionException("'" + text + "' is neither run nor stop"
                        + Suggestion.closest(text, words)
                                .map(word -> "; did you mean '" + word + "'?")
                                .orElse(""));
            }
            return What.values()[found];
        }
    }

    @Parameters(
            paramLabel = "run|stop",
            converter = Converter.class,
            description = "Run it in the foreground, as for systemd; or stop it politely.")
    private @Nullable What what;

    @Override
    public Integer call() throws Exception {
        Path home;
        try (Htmap htmap = what == What.RUN ? openOrMake() : open()) {
            home = htmap.home();
        }
        if (what == What.RUN) {
            run(home);
        } else {
            stop(home);
        }
        return ExitCode.SUCCESS.code();
    }

    private void run(Path home) throws Exception {
        if (!SchedulerMain.run(home)) {
            console().out().println("the scheduler of " + home + " runs already");
        }
    }

    private void stop(Path home) {
        boolean there = SchedulerMain.stop(home);
        console()
                .out()
                .println(
                        there
                                ? "the scheduler of " + home + " was told to end"
                                : "no scheduler of " + home + " runs here");
    }
}
