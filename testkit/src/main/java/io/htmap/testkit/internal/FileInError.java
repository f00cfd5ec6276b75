package io.htmap.testkit.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A file outside the working directory that an error names: what one run left there may be in the way of another. */
final class FileInError {
    private static final Pattern WHOLE_PATH = Pattern.compile("(?<=[\\s'\"(])/[^\\s:;,'\")]+");

    private FileInError() {}

    /**
     * Returns the first one.
     *
     * @param ours the folder in which all runs have their working directories
     */
    static Optional<Path> outside(Path ours, String error) {
        String firstLine = error.lines().findFirst().orElse("");
        return WHOLE_PATH
                .matcher(firstLine)
                .results()
                .map(MatchResult::group)
                .flatMap(name -> path(name).stream())
                .filter(path -> !path.startsWith(ours))
                .findFirst();
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
