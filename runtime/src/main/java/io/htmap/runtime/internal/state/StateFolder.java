package io.htmap.runtime.internal.state;

import io.htmap.runtime.internal.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of states in the working directory. Those of forms that have not begun yet are what was restored, as long as no
 * form before them has taken a step.
 */
final class StateFolder {
    static final Path PATH = Path.of(".htmap");
    private static final String NAME = "state-";
    private static final int UNKNOWN = -1;

    /** The highest number that a file may have. */
    private int highest = UNKNOWN;

    /** The highest number whose file is in a checkpoint, with those before it. */
    private int saved;

    /** Numbers up to this one that have not begun yet had states of a way that was not taken again; so had their files. */
    private int outdated;

    /** The highest number that a form of this process had. */
    private int begun;

    static Path file(int number) {
        return PATH.resolve(NAME + number);
    }

    /** Looks at what was restored, unless that was done before. */
    void open() throws IOException {
        if (highest == UNKNOWN) {
            lookAgain();
        }
    }

    /** What was restored is another now. */
    void lookAgain() throws IOException {
        highest = highestOnDisk();
        saved = highest;
    }

    /** Returns whether a form of this number begins here for the first time, and files beside its state are outdated. */
    boolean isOutdated(int number) {
        if (number <= begun) {
            return false;
        }
        begun = number;
        return number <= outdated;
    }

    /** A form with this number has a new state: those of higher numbers belonged to the one before. */
    boolean stepped(int number) throws IOException {
        boolean wereSaved = saved > number;
        forgetAbove(number);
        highest = Math.max(highest, number);
        return wereSaved;
    }

    void forgetAbove(int number) throws IOException {
        if (highest > number) {
            outdated = Math.max(outdated, highest);
        }
        while (highest > number) {
            Files.deleteIfExists(file(highest));
            highest--;
        }
        saved = Math.min(saved, number);
    }

    /** Returns the states that were restored for forms of higher numbers, with the files beside them. */
    List<Path> above(int number) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int later = number + 1; later <= highest; later++) {
            if (Files.exists(file(later))) {
                paths.add(file(later));
                paths.addAll(StateFile.filesBeside(file(later)));
            }
        }
        return paths;
    }

    /** Returns whether a form of this number has a state in a checkpoint. */
    boolean isSaved(int number) {
        return number <= saved;
    }

    /** All states that there are were saved. */
    void saved() {
        saved = highest;
    }

    /** Lower ones may be missing: a loop that had offered nothing yet has no file. */
    private static int highestOnDisk() throws IOException {
        int number = 0;
        if (Files.isDirectory(PATH)) {
            for (Path child : Folders.children(PATH)) {
                number = Math.max(number, number(child.getFileName().toString()));
            }
        }
        return number;
    }

    private static int number(String name) {
        try {
            return name.startsWith(NAME) ? Integer.parseInt(name.substring(NAME.length())) : 0;
        } catch (NumberFormatException e) {
            return 0; // what a write left that failed
        }
    }
}
