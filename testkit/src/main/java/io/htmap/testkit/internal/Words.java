package io.htmap.testkit.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a failed check says. */
final class Words {
    private static final String TAIL = "  Hints, no verdicts:\n";
    private static final Set<Place> AFTER_A_SAVE =
            EnumSet.of(Place.SAVING, Place.WRITTEN, Place.BETWEEN, Place.RETURNED);

    private final Object function;
    private final String name;
    private final long seed;

    Words(Object function, long seed) {
        this.function = function;
        this.name = FunctionCode.of(function).name();
        this.seed = seed;
    }

    /** The function fails even when nobody disturbs it. */
    AssertionError failsAlone(Outcome outcome) {
        return error(" fails even undisturbed: " + Judge.end(outcome.last()) + "\n" + Judge.printed(outcome));
    }

    /**
     * It was run to its end once.
     *
     * @param file outside its working directory, in what it threw
     */
    AssertionError failsASecondTime(Outcome outcome, Optional<Path> file) {
        String left = file.map(path -> path + (Files.exists(path) ? " is there now. " : " is gone now. ") + watch(path))
                .orElse("Its error names no file there; if it fails now and then by itself, mend that first.");
        return error(" passed undisturbed once, but fails when it is run a second time: " + Judge.end(outcome.last())
                + "\n  What its first run left or took away outside its working directory may be in its way: " + left
                + "\n" + Judge.printed(outcome));
    }

    /** It was run to its end twice. */
    AssertionError failsByAnotherClock(Outcome outcome) {
        return error(" passed undisturbed twice, but fails with a clock that is 31 hours ahead: "
                + Judge.end(outcome.last()) + "\n" + Judge.printed(outcome) + "\n" + hints());
    }

    private static String watch(Path file) {
        return "Let it write in a folder of the test's own, and say watching(folder): it is put back before each run"
                + " (here it would be " + file.getParent() + ").";
    }

    AssertionError savesNothing() {
        return error(" saves nothing: whenever it loses its node it starts anew, and all its work is lost."
                + " Call Component.checkpoint, or use Resumable or Checkpoint; give an input for which it saves"
                + " a few times");
    }

    /** It did so when it was run first. */
    AssertionError savesNothingAgain(int saves) {
        return error(" saved " + saves + (saves == 1 ? " time" : " times") + " when it was run first, and never when it"
                + " was run again: it finds what its first run left outside its working directory, a file that was"
                + " renamed, say, or an empty one. Say watching(folder), and that is put back before each run");
    }

    AssertionError neverGoesOn(int saves, Loss loss) {
        String why = loss == Loss.UPLOAD
                ? " On HTCondor it may never end. Does it ask for Component.attempt()? That is the same one then."
                : " Does it read what it saved, from the same path in its working directory?";
        return error(" saves " + saves + " times, but never goes on from what it saved: when it is " + loss.words()
                + " late, it does everything anew." + why);
    }

    AssertionError notDeterministic(Fault fault) {
        return error(" is not deterministic: two undisturbed runs differ, so nobody can tell whether it resumes:\n"
                + "  " + fault.what() + "\n" + details(fault)
                + "  Usual causes: the clock, a random generator without a fixed seed, the order of a HashMap or"
                + " Set.of, files outside its working directory. If the results are as good as each other, say so"
                + " with comparing(...).\n" + hints());
    }

    AssertionError dependsOnTheClock(Fault fault) {
        return error(" depends on the clock: undisturbed, but with a clock that is 31 hours ahead, " + fault.what()
                + "\n" + details(fault) + hints());
    }

    /** @param file outside its working directory, in what it threw */
    AssertionError doesNotResume(Fault fault, Optional<Path> file) {
        return error(" does not resume: " + fault.what() + " when it is\n  "
                + fault.plan().words() + ".\n"
                + details(fault) + "  " + cause(fault) + "\n"
                + file.map(path -> "  Is it only in the way of the check's own next run? " + watch(path) + "\n")
                        .orElse("")
                + hints() + "  Seed " + seed
                + ": Resumability.of(function, input).seed(" + seed + ").run() does the same again.");
    }

    private AssertionError error(String text) {
        return new AssertionError(name + text.stripTrailing());
    }

    private static String details(Fault fault) {
        return fault.details().isBlank() ? "" : fault.details().stripTrailing() + "\n";
    }

    private String hints() {
        Set<String> hints = Suspects.of(function);
        return hints.isEmpty() ? "" : TAIL + "    " + String.join("\n    ", hints) + "\n";
    }

    private static String cause(Fault fault) {
        if (fault.kind() == Fault.Kind.FILE) {
            return "Files outside the working directory are not part of a checkpoint: a step that is done again writes"
                    + " them again. Write them in the working directory, name them in the checkpoint, and copy them when"
                    + " all is done. If such a file does not matter, say so with ignoring(...).";
        }
        if (fault.plan().clock()) {
            return "It depends on the clock: a time that it saved, or a deadline, means something else in its next"
                    + " attempt, which may come a night later and on a node with another System.nanoTime().";
        }
        return cause(fault.plan());
    }

    private static String cause(Plan plan) {
        Strike first = plan.first();
        boolean damaged = plan.strikes().stream().anyMatch(strike -> strike.damage() != Damage.NONE);
        if (damaged) {
            return "It was given an older checkpoint, which is as good as any: something that it goes on from is not"
                    + " part of the checkpoint, such as a file outside its working directory.";
        }
        if (first.loss() == Loss.EVICT && plan.strikes().size() == 1) {
            return "No kill was found to show it, only an eviction, of which it is told: it may return a part of its"
                    + " work then, or save in the midst of a step. Finish the step, save, and call Component.leave();"
                    + " return whole results only.";
        }
        if (AFTER_A_SAVE.contains(first.place())) {
            return "What it did after its last save is done again, and that changed something: a file outside its"
                    + " working directory is written twice, or the state was used before it was read back, or saved"
                    + " before it was updated.";
        }
        return "What it saves is not all that it goes on from: the state was saved before it was updated, or read"
                + " after it was used; or it is not read back just as it was (rounded, in another order, not flushed, or"
                + " by half, since an exception was swallowed); or part of it lies elsewhere, in a static field, a local"
                + " variable, a random generator, or a file that the checkpoint does not name.";
    }
}
