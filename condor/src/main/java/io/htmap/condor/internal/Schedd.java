package io.htmap.condor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.htmap.spi.ComponentSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The access point's queue, asked and told through HTCondor's own programs. Thread-safe. */
final class Schedd {
    /** Name the schedd and its pool, where they are not the ones of this machine. */
    static final String NAME_VARIABLE = "HTMAP_CONDOR_SCHEDD";

    static final String POOL_VARIABLE = "HTMAP_CONDOR_POOL";

    /** The attribute by which a map's jobs are found: its UUID. */
    static final String MAP_ATTRIBUTE = "HtmapMap";

    private static final String PAUSED = "JobMaterializePaused";

    private final CondorTools tools;
    private final List<String> where = new ArrayList<>();

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

    boolean isElsewhere() {
        return !where.isEmpty();
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
    record Job(int cluster, int proc, int status, int starts, int holdCode) {}

    /** Returns what tells of each of a map's jobs in the queue whether it is held, and why. */
    Iterable<JsonNode> queued(String mapId) {
        String attributes =
                "ClusterId,ProcId,JobStatus,EnteredCurrentStatus,HoldReason,HoldReasonCode,HoldReasonSubCode";
        return Ads.ask(tools, "condor_q", with("-constraint", of(mapId), "-json", "-attributes", attributes));
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

    /** Returns a map's jobs that are in the queue, by component. Empty too when all have left it. */
    Map<Integer, Job> jobs(String mapId) {
        List<String> arguments = with(
                "-constraint",
                of(mapId),
                "-json",
                "-attributes",
                "ClusterId,ProcId,JobStatus,NumShadowStarts,HoldReasonCode");
        Map<Integer, Job> jobs = new TreeMap<>();
        for (JsonNode ad : Ads.ask(tools, "condor_q", arguments)) {
            jobs.put(
                    ad.path("ProcId").asInt(),
                    new Job(
                            ad.path("ClusterId").asInt(),
                            ad.path("ProcId").asInt(),
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
        jobs(mapId).values().forEach(job -> clusters.add(job.cluster()));
        return clusters.stream().distinct().sorted().toList();
    }

    /** Fails if the schedd does not answer. */
    void requireAnswer() {
        tools.run("condor_q", with("-constraint", "false", "-json", "-attributes", "ClusterId"));
    }

    /**
     * Puts what a submit description says in the queue.
     *
     * @param note is given the process id before condor_submit begins, so that somebody else can wait for its end
     * @return what condor_submit says about it
     */
    String submit(Path folder, Path note, Path description) {
        return tools.runNoted("condor_submit", with("-terse", description.toString()), folder, note);
    }

    /** Does something to some of a cluster's jobs. */
    void act(String program, int cluster, ComponentSet components, String... options) {
        List<String> arguments = with(options);
        arguments.add("-constraint");
        arguments.add("ClusterId == " + cluster + " && (" + procs(components) + ")");
        tools.run(program, arguments);
    }

    /** Does something to a whole cluster, its jobs to come included. */
    void act(String program, int cluster, String... options) {
        List<String> arguments = with(options);
        arguments.add(Integer.toString(cluster));
        tools.run(program, arguments);
    }

    /** Sets an attribute of some jobs. */
    void edit(int cluster, ComponentSet components, String attribute, String value) {
        List<String> arguments = with("-constraint", "ClusterId == " + cluster + " && (" + procs(components) + ")");
        arguments.add(attribute);
        arguments.add(value);
        tools.run("condor_qedit", arguments);
    }

    /** Sets an attribute of a cluster, which its jobs to come are made with. */
    void editCluster(int cluster, String attribute, String value) {
        tools.run("condor_qedit", with(Integer.toString(cluster), attribute, value));
    }

    /**
     * Lets more of a cluster's jobs be made, at once: a schedd looks at other limits only when it goes on after a pause, or
     * when a job leaves. One that somebody has told to pause is left so.
     */
    void widen(int cluster, int mayWait, int inAll) {
        editCluster(cluster, "JobMaterializeMaxIdle", Integer.toString(mayWait));
        editCluster(cluster, "JobMaterializeLimit", Integer.toString(inAll));
        if (!isPaused(cluster)) {
            editCluster(cluster, PAUSED, "1");
            editCluster(cluster, PAUSED, "0");
        }
    }

    private boolean isPaused(int cluster) {
        String ours = "ClusterId == " + cluster;
        List<String> arguments = with("-factory", "-constraint", ours, "-json", "-attributes", "ClusterId," + PAUSED);
        for (JsonNode ad : Ads.ask(tools, "condor_q", arguments)) {
            return ad.path(PAUSED).asInt() != 0;
        }
        // none are left to be made
        return true;
    }

    /** Returns an expression that is true of these procs, a comparison for each range. */
    static String procs(ComponentSet components) {
        StringBuilder expression = new StringBuilder();
        for (String range : components.toString().split(",", -1)) {
            String[] ends = range.split("-", -1);
            expression.append(expression.length() == 0 ? "" : " || ");
            expression.append(
                    ends.length == 1
                            ? "ProcId == " + ends[0]
                            : "(ProcId >= " + ends[0] + " && ProcId <= " + ends[1] + ")");
        }
        return expression.toString();
    }

    private List<String> with(String... arguments) {
        List<String> all = new ArrayList<>(where);
        all.addAll(List.of(arguments));
        return all;
    }
}
