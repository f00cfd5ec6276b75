package io.htmap.condor.internal;

import io.htmap.MapOptions;
import io.htmap.internal.store.MapManifest;
import io.htmap.spi.RerunFrom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The submit description of a map: one cluster, whose procs are the components, made by the schedd as it needs them; and
 * that of components that run again, whose jobs are all made at once. All
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

    /** What differs between jobs of one cluster, as submit descriptions name it. */
    private record Names(String component, String memory, String disk) {}

    /** In the map's first cluster, procs are the components. */
    private static final String FIRST_ITEMS = "queue htmap_shard from condor/items";

    private static final String AGAIN_ITEMS =
            "queue htmap_component, htmap_shard, htmap_first, htmap_last, htmap_saved,"
                    + " htmap_memory, htmap_disk from ";

    /** A component of the first cluster starts from nothing. */
    private static final List<String> NOT_AGAIN = List.of("", "", "", "");

    private final MapManifest manifest;
    private final int nodeJava;

    /** @param nodeJava the feature version of Java that the classes need */
    SubmitDescription(MapManifest manifest, int nodeJava) {
        this.manifest = manifest;
        this.nodeJava = nodeJava;
    }

    String text() {
        MapOptions options = manifest.options();
        Names names = new Names(
                "$(ProcId)",
                Long.toString(options.memoryMb().orElseThrow()),
                Long.toString(options.diskMb().orElseThrow()));
        List<String> lines = common(names, NOT_AGAIN, List.of());
        lines.add("max_materialize = " + Math.min(manifest.components(), MAX_MATERIALIZE));
        lines.add("max_idle = " + MAX_IDLE);
        lines.add(FIRST_ITEMS);
        return text(lines);
    }

    /**
     * Returns that of components that run again; what each starts from and asks for stands in a file, a line for each.
     *
     * @param items that file, see {@link AgainItem}
     */
    String again(String items, RerunFrom from) {
        Names names = new Names("$(htmap_component)", "$(htmap_memory)", "$(htmap_disk)");
        List<String> start =
                List.of("$(htmap_first)", Integer.toString(from.checkpoint()), "$(htmap_last)", "$(htmap_saved)");
        List<String> lines = common(names, start, List.of("$(htmap_saved)"));
        // by these the log's readers know the component, and what it starts from
        lines.add("submit_event_notes = htmap component " + names.component());
        lines.add("submit_event_user_notes = htmap again from " + from);
        lines.add(AGAIN_ITEMS + items);
        return text(lines);
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private List<String> common(Names names, List<String> moreArguments, List<String> moreInputs) {
        MapOptions options = manifest.options();
        long graceSeconds = Math.max(1, roundedUp(options.gracePeriod().orElseThrow()));
        MemoryLevels memory = new MemoryLevels(options);
        List<String> lines = new ArrayList<>();
        lines.add("universe = vanilla");
        lines.add("batch_name = " + literal(manifest.tag()));
        lines.add("My." + Schedd.MAP_ATTRIBUTE + " = \"" + manifest.id() + "\"");
        lines.add("My.HtmapTag = \"" + literal(manifest.tag()) + "\"");
        lines.add("My.HtmapComponent = " + names.component());
        lines.add("executable = condor/run.sh");
        lines.add("arguments = \"" + arguments(options, names, moreArguments) + "\"");
        lines.add("log = events.log");
        lines.add("output = results/" + names.component() + ".out");
        lines.add("error = results/" + names.component() + ".err");
        lines.add("should_transfer_files = YES");
        lines.add("when_to_transfer_output = ON_EXIT_OR_EVICT");
        lines.add("transfer_input_files = " + inputs(moreInputs));
        lines.add("transfer_output_files = state");
        lines.add("transfer_output_remaps = \"state=results/" + names.component() + "\"");
        lines.add("checkpoint_exit_code = 85");
        lines.add("transfer_checkpoint_files = state");
        lines.add("preserve_relative_paths = false");
        lines.add("job_max_vacate_time = " + graceSeconds);
        lines.add("job_lease_duration = " + roundedUp(options.jobLease().orElseThrow()));
        lines.add("request_cpus = " + options.cpus().orElseThrow());
        lines.add("request_memory = " + (memory.grow() ? memory.request(names.memory()) : names.memory() + "MB"));
        lines.add("request_disk = " + names.disk() + "MB");
        lines.add("notification = never");
        lines.add("on_exit_remove = " + JobEnds.REMOVE);
        lines.add("on_exit_hold = " + JobEnds.hold(options));
        lines.add("on_exit_hold_subcode = " + JobEnds.SUBCODE);
        lines.add("on_exit_hold_reason = " + JobEnds.reasons(nodeJava, options));
        lines.addAll(JobLimits.lines(options));
        lines.addAll(memory.lines());
        return lines;
    }

    private String arguments(MapOptions options, Names names, List<String> more) {
        List<String> words = new ArrayList<>(List.of(
                manifest.id(),
                manifest.tag(),
                names.component(),
                "$(htmap_shard)",
                Long.toString(options.gracePeriod().orElseThrow().toMillis()),
                Long.toString(options.commitInterval().orElseThrow().toMillis()),
                Integer.toString(nodeJava),
                options.javaHome().map(Object::toString).orElse("-"),
                Integer.toString(options.maxLosses().orElseThrow()),
                limit(options.stallTimeout()),
                limit(options.maxRunTime())));
        words.addAll(more);
        words.add(Integer.toString(options.retries().orElse(0)));
        words.add(Integer.toString(options.maxEvictions().orElse(0)));
        words.addAll(new MemoryLevels(options).arguments());
        return words.stream().map(SubmitDescription::argument).collect(Collectors.joining(" "));
    }

    private static String limit(Optional<Duration> limit) {
        return limit.map(duration -> Long.toString(duration.toMillis())).orElse("-");
    }

    private String inputs(List<String> more) {
        List<String> files = new ArrayList<>();
        files.add("function");
        files.add("inputs/$(htmap_shard)");
        files.add("condor/java.options");
        files.add("condor/skeleton/state");
        files.add(jar(manifest.runtimeJar()));
        manifest.jars().forEach(digest -> files.add(jar(digest)));
        files.addAll(more);
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
