package io.htmap.condor.internal;

import io.htmap.MapOptions;
import io.htmap.internal.store.MapManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The submit description of a map: one cluster, whose procs are the components, made by the schedd as it needs them. All
 * paths are relative to the map directory, so its name may hold what a submit description cannot. Pure.
 *
 * <p>What is tried out on a real pool, row by row: the exit code that commits and the transfer at an eviction work
 * together if every listed name exists from the first instant; hence the empty skeleton among the inputs.
 */
final class SubmitDescription {
    /** So many jobs of a map may be in the queue at once. */
    static final int MAX_MATERIALIZE = 20_000;

    /**
     * So many of them may wait, held ones included. The schedd answers nobody while it makes them, for 0.7 s a thousand; but
     * when so many are held, it makes no more until somebody opens the map.
     */
    static final int MAX_IDLE = 1_000;

    /** In the map's first cluster, whose procs are the components. */
    private static final String COMPONENT = "$(ProcId)";

    private final MapManifest manifest;
    private final int nodeJava;

    /** @param nodeJava the feature version of Java that the classes need */
    SubmitDescription(MapManifest manifest, int nodeJava) {
        this.manifest = manifest;
        this.nodeJava = nodeJava;
    }

    String text() {
        MapOptions options = manifest.options();
        long graceSeconds = Math.max(1, roundedUp(options.gracePeriod().orElseThrow()));
        List<String> lines = new ArrayList<>();
        lines.add("universe = vanilla");
        lines.add("batch_name = " + literal(manifest.tag()));
        lines.add("My." + Schedd.MAP_ATTRIBUTE + " = \"" + manifest.id() + "\"");
        lines.add("My.HtmapTag = \"" + literal(manifest.tag()) + "\"");
        lines.add("My.HtmapComponent = " + COMPONENT);
        lines.add("executable = condor/run.sh");
        lines.add("arguments = \"" + arguments(options) + "\"");
        lines.add("log = events.log");
        lines.add("output = results/" + COMPONENT + ".out");
        lines.add("error = results/" + COMPONENT + ".err");
        lines.add("should_transfer_files = YES");
        lines.add("when_to_transfer_output = ON_EXIT_OR_EVICT");
        lines.add("transfer_input_files = " + inputs());
        lines.add("transfer_output_files = state");
        lines.add("transfer_output_remaps = \"state=results/" + COMPONENT + "\"");
        lines.add("checkpoint_exit_code = 85");
        lines.add("transfer_checkpoint_files = state");
        lines.add("preserve_relative_paths = false");
        lines.add("job_max_vacate_time = " + graceSeconds);
        lines.add("job_lease_duration = " + roundedUp(options.jobLease().orElseThrow()));
        lines.add("request_cpus = " + options.cpus().orElseThrow());
        lines.add("request_memory = " + options.memoryMb().orElseThrow() + "MB");
        lines.add("request_disk = " + options.diskMb().orElseThrow() + "MB");
        lines.add("notification = never");
        lines.add("on_exit_remove = " + JobEnds.REMOVE);
        lines.add("on_exit_hold = " + JobEnds.hold(options.maxLosses().orElseThrow()));
        lines.add("on_exit_hold_subcode = " + JobEnds.SUBCODE);
        lines.add("on_exit_hold_reason = " + JobEnds.reasons(nodeJava, options));
        lines.add("max_materialize = " + Math.min(manifest.components(), MAX_MATERIALIZE));
        lines.add("max_idle = " + MAX_IDLE);
        lines.add("queue htmap_shard from condor/items");
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private String arguments(MapOptions options) {
        List<String> words = List.of(
                manifest.id(),
                manifest.tag(),
                COMPONENT,
                "$(htmap_shard)",
                Long.toString(options.gracePeriod().orElseThrow().toMillis()),
                Long.toString(options.commitInterval().orElseThrow().toMillis()),
                Integer.toString(nodeJava),
                options.javaHome().map(Object::toString).orElse("-"),
                Integer.toString(options.maxLosses().orElseThrow()),
                limit(options.stallTimeout()),
                limit(options.maxRunTime()));
        return words.stream().map(SubmitDescription::argument).collect(Collectors.joining(" "));
    }

    private static String limit(Optional<Duration> limit) {
        return limit.map(duration -> Long.toString(duration.toMillis())).orElse("-");
    }

    private String inputs() {
        List<String> files = new ArrayList<>();
        files.add("function");
        files.add("inputs/$(htmap_shard)");
        files.add("condor/java.options");
        files.add("condor/skeleton/state");
        files.add(jar(manifest.runtimeJar()));
        manifest.jars().forEach(digest -> files.add(jar(digest)));
        return String.join(", ", files);
    }

    private static String jar(String digest) {
        return "../../jars/" + digest + ".jar";
    }

    /** One word of the arguments, in HTCondor's newer syntax. */
    private static String argument(String word) {
        if (word.startsWith("$(")) {
            return word;
        }
        return "'" + literal(word).replace("'", "''").replace("\"", "\"\"") + "'";
    }

    /** Text in which nothing is a macro. */
    private static String literal(String text) {
        return text.replace("$", "$(DOLLAR)");
    }

    private static long roundedUp(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
