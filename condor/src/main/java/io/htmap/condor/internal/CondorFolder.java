package io.htmap.condor.internal;

import io.htmap.internal.store.MapDirectory;
import java.nio.file.Path;

/**
 * What the HTCondor scheduler keeps in a map directory.
 *
 * <pre>
 * condor/run.sh         what a job starts
 * condor/java.options   options of the node's Java, the class path among them
 * condor/skeleton/      the empty folder "state" that each job begins with
 * condor/submit         the submit description
 * condor/items          a line for each component: the file that holds its input
 * condor/submitting.*   there while condor_submit may be running: its host and process id
 * condor/cluster        the cluster, once it is in the queue
 * condor/schedd         which schedd it was submitted to
 * condor/lock           held by who submits or brings results home
 * condor/room           how many jobs may wait, where it is not the usual number
 * condor/pausing        there while the schedd makes no jobs, so that it looks at other limits
 * condor/vacated        which attempts were told to leave
 * condor/removing       which components shall be removed as soon as the schedd answers, or has made their jobs
 * condor/edits          what components ask for instead of what the options say, where somebody has changed it
 * condor/again/N/       components that run again: see {@link Rerun}
 * condor/damaged/       what came back and cannot be read, by component
 * results/              what came back from nodes and is not stored in the map yet
 * </pre>
 */
record CondorFolder(MapDirectory map) {
    Path path() {
        return map.path().resolve("condor");
    }

    Path script() {
        return path().resolve("run.sh");
    }

    Path javaOptions() {
        return path().resolve("java.options");
    }

    Path skeleton() {
        return path().resolve("skeleton").resolve("state");
    }

    Path description() {
        return path().resolve("submit");
    }

    Path items() {
        return path().resolve("items");
    }

    Path cluster() {
        return path().resolve("cluster");
    }

    Path schedd() {
        return path().resolve("schedd");
    }

    Path lock() {
        return path().resolve("lock");
    }

    Path room() {
        return path().resolve("room");
    }

    Path pausing() {
        return path().resolve("pausing");
    }

    Path vacated() {
        return path().resolve("vacated");
    }

    Path removing() {
        return path().resolve("removing");
    }

    Path edits() {
        return path().resolve("edits");
    }

    Path again() {
        return path().resolve("again");
    }

    /** An empty folder, for components without checkpoints. */
    Path none() {
        return path().resolve("skeleton").resolve("none");
    }

    /** What came back and cannot be read. */
    Path damaged() {
        return path().resolve("damaged");
    }

    Path damaged(int component) {
        return damaged().resolve(Integer.toString(component));
    }

    Path results() {
        return map.path().resolve("results");
    }

    /** A component's state as it came home. */
    Path state(int component) {
        return results().resolve(Integer.toString(component));
    }

    Path stdout(int component) {
        return results().resolve(component + ".out");
    }

    Path stderr(int component) {
        return results().resolve(component + ".err");
    }
}
