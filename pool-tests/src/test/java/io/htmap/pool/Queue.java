package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.testing.Waits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What HTCondor's own tools say of a map's jobs. */
final class Queue {
    private static final int NOT_THERE = 0;

    private Queue() {}

    /** Checks that each component has the status that the queue, or the history, gives its job; both may lag a little. */
    static void assertAgrees(ComponentMap<?, ?> map) {
        Waits.until("statuses agree with HTCondor", () -> disagreement(map).isEmpty());
    }

    private static Map<Integer, String> disagreement(ComponentMap<?, ?> map) {
        Map<Integer, Integer> jobs = statuses("condor_history", map);
        jobs.putAll(statuses("condor_q", map));
        Map<Integer, String> wrong = new TreeMap<>();
        for (int component = 0; component < map.size(); component++) {
            Status ours = map.status(component);
            int theirs = jobs.getOrDefault(component, NOT_THERE);
            if (!condors(ours).contains(theirs)) {
                wrong.put(component, ours + " but " + theirs);
            }
        }
        return wrong;
    }

    private static Set<Integer> condors(Status status) {
        return switch (status) {
            case UNMATERIALIZED -> Set.of(NOT_THERE);
            case IDLE -> Set.of(1);
            case RUNNING -> Set.of(2, 6);
            case REMOVED -> Set.of(3, NOT_THERE);
            case COMPLETED, ERRORED -> Set.of(4);
            case HELD -> Set.of(5);
            case SUSPENDED -> Set.of(7);
            case UNKNOWN -> Set.of();
        };
    }

    private static Map<Integer, Integer> statuses(String program, ComponentMap<?, ?> map) {
        // the later of two jobs of a component stands last, and counts
        Map<Integer, Integer> statuses = new TreeMap<>();
        attributes(program, map, "ClusterId", "HtmapComponent", "JobStatus")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(" "))
                .sorted(Comparator.comparingInt(words -> Integer.parseInt(words[0])))
                .forEach(words -> statuses.put(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        return statuses;
    }

    private static String attributes(String program, ComponentMap<?, ?> map, String... attributes) {
        String[] command = {program, "-constraint", "HtmapMap == \"" + map.id() + "\"", "-af"};
        String[] whole = Arrays.copyOf(command, command.length + attributes.length);
        System.arraycopy(attributes, 0, whole, command.length, attributes.length);
        return Commands.run(whole);
    }

    /** Returns the node on which the map's first component runs. */
    static String node(ComponentMap<?, ?> map) {
        String slot =
                attributes("condor_q", map, "RemoteHost").lines().findFirst().orElse("");
        assertThat(slot).as("the slot of the first component").contains("@");
        return slot.substring(slot.indexOf('@') + 1).strip();
    }

    /** Returns the cluster and proc of the map's first component. */
    static String job(ComponentMap<?, ?> map) {
        return cluster(map) + ".0";
    }

    /** Returns the name under which condor_q gathers the map's jobs. */
    static String batchName(ComponentMap<?, ?> map) {
        return attributes("condor_q", map, "JobBatchName").lines().findFirst().orElseThrow();
    }

    /** Returns what the ads of the map's jobs say of their progress, whichever attempt said it. */
    static String progress(ComponentMap<?, ?> map) {
        return attributes("condor_q", map, "ChirpHtmapProgress");
    }

    static int cluster(ComponentMap<?, ?> map) {
        return Integer.parseInt(
                attributes("condor_q", map, "ClusterId").lines().findFirst().orElseThrow());
    }
}
