package io.htmap.condor.internal;

import io.htmap.internal.event.JobId;
import io.htmap.spi.ComponentSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which jobs are a map's components. The first cluster has all of them: component 7 is proc 7. Each later one has some, in
 * rising order; of two jobs of a component, the later one counts. Immutable.
 */
final class ComponentJobs {
    /** The first one comes last. */
    private final List<Cluster> clusters;

    private ComponentJobs(List<Cluster> clusters) {
        this.clusters = List.copyOf(clusters);
    }

    /** A map with one cluster. */
    static ComponentJobs of(int cluster) {
        return new ComponentJobs(List.of(new First(cluster)));
    }

    /**
     * Returns the same with one more cluster, which has other jobs of some components.
     *
     * @param firstAttempts the first attempt of each of these jobs, by component
     */
    ComponentJobs with(int cluster, SortedMap<Integer, Integer> firstAttempts) {
        List<Cluster> more = new ArrayList<>();
        more.add(new Later(cluster, ints(firstAttempts.keySet()), ints(firstAttempts.values())));
        more.addAll(clusters);
        return new ComponentJobs(more);
    }

    private static int[] ints(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns the cluster that has a job of each component. */
    int first() {
        return clusters.get(clusters.size() - 1).number();
    }

    /** Returns the highest cluster. */
    int newest() {
        return clusters.stream().mapToInt(Cluster::number).max().orElseThrow();
    }

    /** Returns the components whose job is not in the first cluster. */
    ComponentSet again(ComponentSet components) {
        return components.where(component -> cluster(component).number() != first());
    }

    /** Returns whether a cluster is one of these. */
    boolean has(int cluster) {
        return clusters.stream().anyMatch(one -> one.number() == cluster);
    }

    /** Returns the job of a component that counts. */
    JobId job(int component) {
        Cluster cluster = cluster(component);
        return new JobId(cluster.number(), cluster.proc(component));
    }

    /** Returns the first attempt of that job. */
    int firstAttempt(int component) {
        Cluster cluster = cluster(component);
        return cluster.firstAttempt(cluster.proc(component));
    }

    private Cluster cluster(int component) {
        return clusters.stream()
                .filter(cluster -> cluster.proc(component) >= 0)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the component whose job this is, unless it is none that counts. */
    OptionalInt component(JobId job) {
        return clusters.stream()
                .filter(cluster -> cluster.number() == job.cluster())
                .mapToInt(cluster -> cluster.component(job.proc()))
                .filter(component -> component >= 0 && job(component).equals(job))
                .findFirst();
    }

    /** Returns those of a map's jobs that count, by component. */
    Map<Integer, Schedd.Job> byComponent(Iterable<Schedd.Job> jobs) {
        Map<Integer, Schedd.Job> byComponent = new TreeMap<>();
        for (Schedd.Job job : jobs) {
            component(job.id()).ifPresent(component -> byComponent.put(component, job));
        }
        return byComponent;
    }

    /**
     * Some of the components, whose jobs can be told in one argument of a program.
     *
     * @param expression is true of these jobs among the map's
     */
    record Part(ComponentSet components, String expression) {}

    /** Cuts a set into parts. */
    List<Part> parts(ComponentSet components) {
        List<Part> parts = new ArrayList<>();
        for (Cluster cluster : clusters) {
            ComponentSet here = components.where(component -> job(component).cluster() == cluster.number());
            ComponentSet procs =
                    ComponentSet.of(here.stream().map(cluster::proc).toArray());
            for (ComponentSet some : Schedd.parts(procs)) {
                IntStream itsComponents = some.stream().map(cluster::component);
                parts.add(new Part(ComponentSet.of(itsComponents.toArray()), expression(cluster, some)));
            }
        }
        return parts;
    }

    private String expression(Cluster cluster, ComponentSet procs) {
        String these = Schedd.procs(procs);
        return clusters.size() == 1 ? these : "ClusterId == " + cluster.number() + " && (" + these + ")";
    }

    private interface Cluster {
        int number();

        /** Returns the component of a proc, negative if it has none. */
        int component(int proc);

        /** Returns the proc of a component, negative if it has none. */
        int proc(int component);

        int firstAttempt(int proc);
    }

    private record First(int number) implements Cluster {
        @Override
        public int component(int proc) {
            return proc;
        }

        @Override
        public int proc(int component) {
            return component;
        }

        @Override
        public int firstAttempt(int proc) {
            return 1;
        }
    }

    private record Later(int number, int[] components, int[] firstAttempts) implements Cluster {
        @Override
        public int component(int proc) {
            return proc < components.length ? components[proc] : -1;
        }

        @Override
        public int proc(int component) {
            return Arrays.binarySearch(components, component);
        }

        @Override
        public int firstAttempt(int proc) {
            return firstAttempts[proc];
        }
    }
}
