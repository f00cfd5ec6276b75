package io.htmap.condor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.htmap.internal.event.JobId;
import io.htmap.spi.ComponentSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The access point's queue, asked and told through HTCondor's own programs. Thread-safe. */
final class Schedd {
    private static final int SPOOL_FAN_OUT = 10_000;
    /** Name the schedd and its pool, where they are not the ones of this machine. */
    static final String NAME_VARIABLE = "HTMAP_CONDOR_SCHEDD";

    static final String POOL_VARIABLE = "HTMAP_CONDOR_POOL";

    /** The attribute by which a map's jobs are found: its UUID. */
    static final String MAP_ATTRIBUTE = "HtmapMap";

    private static final String PAUSED = "JobMaterializePaused";

    /** Linux takes 128 KiB in one argument; each range is less than 45 characters. */
    private static final int MOST_RANGES = 1_000;

    private final CondorTools tools;
    private final List<String> where = new ArrayList<>();
    private volatile @Nullable Path spool;

    Schedd(CondorTools tools, Map<String, String> environment) {
        this.tools = tools;
        add("-pool", environment.get(POOL_VARIABLE));
        add("-name", environment.get(NAME_VARIABLE));
    }

    private void add(String option, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            where.add(option);
            where.add(value);
        }
    }

    /** Without a name it is this machine's, whatever its pool. */
    boolean isElsewhere() {
        return where.contains("-name");
    }

    /** Returns where a schedd on this machine keeps what a job brings to its next node. The layout is HTCondor's own. */
    Path spool(JobId job) {
        return spool().resolve(Integer.toString(job.cluster() % SPOOL_FAN_OUT))
                .resolve(Integer.toString(job.proc() % SPOOL_FAN_OUT))
                .resolve("cluster" + job.cluster() + ".proc" + job.proc() + ".subproc0");
    }

    private Path spool() {
        Path known = spool;
        if (known == null) {
            known = Path.of(tools.answer("condor_config_val", List.of("SPOOL"), null)
                    .stdout()
                    .strip());
            spool = known;
        }
        return known;
    }

    /** Arguments that name it. */
    List<String> where() {
        return where;
    }

    /** Arguments that name its pool. */
    List<String> pool() {
        return where.contains("-pool") ? where.subList(0, 2) : List.of();
    }

    /** A job in the queue; status is HTCondor's number. */
    record Job(JobId id, int status, int starts, int holdCode) {}

    /** Returns what tells of each of a map's jobs in the queue whether it is held, and why. */
    Iterable<JsonNode> queued(String mapId) {
        String attributes =
                "ClusterId,ProcId,JobStatus,EnteredCurrentStatus,HoldReason,HoldReasonCode,HoldReasonSubCode";
        return Ads.ask(tools, "condor_q", with("-constraint", of(mapId), "-json", "-attributes", attributes));
    }

    /** Returns an attribute of each of a map's jobs that are on nodes and have it, and another one beside it. */
    Iterable<JsonNode> running(String mapId, String attribute, String another) {
        String some = of(mapId) + " && (JobStatus == 2 || JobStatus == 7) && " + attribute + " =!= undefined";
        String attributes = "ClusterId,ProcId," + attribute + "," + another;
        return Ads.ask(tools, "condor_q", with("-constraint", some, "-json", "-attributes", attributes));
    }

    /** Returns what is known of the ends of a map's jobs that have left the queue. */
    Iterable<JsonNode> history(String mapId) {
        String attributes =
                "ClusterId,ProcId,JobStatus,EnteredCurrentStatus,ExitBySignal,ExitCode,ExitSignal,RemoveReason";
        return Ads.ask(tools, "condor_history", with("-constraint", of(mapId), "-json", "-attributes", attributes));
    }

    private static String of(String mapId) {
        return MAP_ATTRIBUTE + " == \"" + mapId + "\"";
    }

    /** Returns a map's jobs that are in the queue. Empty too when all have left it. */
    List<Job> jobs(String mapId) {
        List<String> arguments = with(
                "-constraint",
                of(mapId),
                "-json",
                "-attributes",
                "ClusterId,ProcId,JobStatus,NumShadowStarts,HoldReasonCode");
        List<Job> jobs = new ArrayList<>();
        for (JsonNode ad : Ads.ask(tools, "condor_q", arguments)) {
            jobs.add(new Job(
                    Ads.job(ad),
                    ad.path("JobStatus").asInt(),
                    ad.path("NumShadowStarts").asInt(),
                    ad.path("HoldReasonCode").asInt()));
        }
        return jobs;
    }

    /** Returns the map's clusters that are in the queue, also those of which no job is there yet. */
    List<Integer> clusters(String mapId) {
        List<String> arguments = with("-factory", "-constraint", of(mapId), "-json", "-attributes", "ClusterId");
        List<Integer> clusters = new ArrayList<>();
        Ads.ask(tools, "condor_q", arguments)
                .forEach(ad -> clusters.add(ad.path("ClusterId").asInt()));
        jobs(mapId).forEach(job -> clusters.add(job.id().cluster()));
        return clusters.stream().distinct().sorted().toList();
    }

    /** Fails if the schedd does not answer. */
    void requireAnswer() {
        tools.run("condor_q", with("-constraint", "false", "-json", "-attributes", "ClusterId"));
    }

    /**
     * Puts what a submit description says in the queue, if a token is still there.
     *
     * @param taken what condor_submit's process renames the token to before it begins, followed by its id, so that
     *     somebody else can wait for its end
     * @return what condor_submit says about it
     */
    String submit(Path folder, Path token, String taken, Path description) {
        return tools.runNoted("condor_submit", with("-terse", description.toString()), folder, token, taken);
    }

    /** Does something to some of a map's jobs. */
    void act(String program, String mapId, ComponentJobs.Part some, String... options) {
        List<String> arguments = with(options);
        arguments.add("-constraint");
        arguments.add(of(mapId) + " && " + some.expression());
        tools.run(program, arguments);
    }

    /** Removes jobs, named as in {@code 7.0}. */
    void remove(List<String> jobs) {
        for (int from = 0; from < jobs.size(); from += MOST_RANGES) {
            tools.run(
                    "condor_rm",
                    with(jobs.subList(from, Math.min(jobs.size(), from + MOST_RANGES))
                            .toArray(String[]::new)));
        }
    }

    /** Does something to a whole cluster, its jobs to come included. */
    void act(String program, int cluster, String... options) {
        List<String> arguments = with(options);
        arguments.add(Integer.toString(cluster));
        tools.run(program, arguments);
    }

    /** Sets an attribute of some jobs. */
    void edit(String mapId, ComponentJobs.Part some, String attribute, String value) {
        tools.run("condor_qedit", with("-constraint", of(mapId) + " && " + some.expression(), attribute, value));
    }

    /** Sets an attribute of a cluster, which its jobs to come are made with. */
    void editCluster(int cluster, String attribute, String value) {
        tools.run("condor_qedit", with(Integer.toString(cluster), attribute, value));
    }

    /** Returns whether a cluster's next jobs are not made, since somebody told so; also if there are none. */
    boolean isPaused(int cluster) {
        return paused(cluster).orElse(1) != 0;
    }

    /** Returns what a cluster was told of its next jobs; empty if there is no such cluster. */
    private OptionalInt paused(int cluster) {
        String ours = "ClusterId == " + cluster;
        List<String> arguments = with("-factory", "-constraint", ours, "-json", "-attributes", "ClusterId," + PAUSED);
        for (JsonNode ad : Ads.ask(tools, "condor_q", arguments)) {
            return OptionalInt.of(ad.path(PAUSED).asInt());
        }
        return OptionalInt.empty();
    }

    void pause(int cluster) {
        editCluster(cluster, PAUSED, "1");
    }

    /** Lets the next jobs of a cluster be made, if there are any. */
    void resume(int cluster) {
        if (paused(cluster).orElse(0) != 0) {
            editCluster(cluster, PAUSED, "0");
        }
    }

    /** Cuts a set of procs into parts whose expressions fit into one argument of a program. */
    static List<ComponentSet> parts(ComponentSet procs) {
        List<ComponentSet> parts = new ArrayList<>();
        String[] ranges = procs.size() == 0 ? new String[0] : procs.toString().split(",", -1);
        for (int from = 0; from < ranges.length; from += MOST_RANGES) {
            List<String> some = List.of(ranges).subList(from, Math.min(ranges.length, from + MOST_RANGES));
            parts.add(ComponentSet.parse(String.join(",", some)));
        }
        return parts;
    }

    /**
     * Returns an expression that is true of these procs, a comparison for each range; of procs before the first and behind
     * the last, that is soon clear.
     */
    static String procs(ComponentSet procs) {
        String[] ranges = procs.toString().split(",", -1);
        String each = Stream.of(ranges).map(Schedd::range).collect(Collectors.joining(" || "));
        return ranges.length == 1
                ? each
                : range(procs.stream().findFirst().orElseThrow() + "-" + procs.last()) + " && (" + each + ")";
    }

    private static String range(String range) {
        String[] ends = range.split("-", -1);
        return ends.length == 1 ? "ProcId == " + ends[0] : "(ProcId >= " + ends[0] + " && ProcId <= " + ends[1] + ")";
    }

    private List<String> with(String... arguments) {
        List<String> all = new ArrayList<>(where);
        all.addAll(List.of(arguments));
        return all;
    }
}
