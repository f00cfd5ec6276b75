package io.htmap.cli;

import io.htmap.Htmap;
import io.htmap.HtmapException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which maps a command works on: by tag, by pattern, or all. */
final class MapSelection {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "TAG", description = "Tags of the maps.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--all", description = "All maps.")
    private boolean all;

    @Option(
            names = "--pattern",
            paramLabel = "GLOB",
            description = "The maps whose tags match, with * for any text and ? for any letter.")
    private @Nullable String pattern;

    /** Returns whether nothing was said. */
    boolean isEmpty() {
        return tags.isEmpty() && !all && pattern == null;
    }

    /** @throws ParameterException when nothing was said, or all and some */
    void check() {
        checkClear();
        if (isEmpty()) {
            throw refusal("no map is named: give a TAG, --pattern GLOB or --all");
        }
    }

    /**
     * Who names a map means that one: to take all of them beside it could not be undone.
     *
     * @throws ParameterException when all are asked for, and some
     */
    void checkClear() {
        if (all && !(tags.isEmpty() && pattern == null)) {
            throw refusal("--all is all maps: leave it away, or the TAG or --pattern beside it");
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }

    /** Returns the tags that were asked for, which need not exist. */
    List<String> resolve(Htmap htmap) {
        if (all) {
            return htmap.tags();
        }
        return pattern == null ? tags : union(tags, matching(htmap.tags(), pattern));
    }

    /**
     * Returns the tags that match a pattern.
     *
     * @throws HtmapException when there are none
     */
    static List<String> matching(List<String> tags, String glob) {
        Pattern regex = Pattern.compile(toRegex(glob));
        List<String> found =
                tags.stream().filter(tag -> regex.matcher(tag).matches()).toList();
        if (found.isEmpty()) {
            throw new HtmapException("no map has a tag like '" + glob + "'; 'htmap tags' lists them");
        }
        return found;
    }

    private static String toRegex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String letter : glob.split("")) {
            regex.append(letter.equals("*") ? ".*" : letter.equals("?") ? "." : Pattern.quote(letter));
        }
        return regex.toString();
    }

    private static List<String> union(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        second.stream().filter(tag -> !first.contains(tag)).forEach(both::add);
        return both;
    }
}
