package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.InputShards;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts maps in the queue, each exactly once, whatever dies in between: before condor_submit may run, a note says so, and
 * as long as the note is there the queue is asked before anything is submitted again.
 */
final class Submission {
    private static final Pattern CLUSTER = Pattern.compile("(\\d+)(\\.\\d+)?( - .*)?");
    private static final Pattern LOGGED = Pattern.compile("^0(?:35|00) \\((\\d+)\\.", Pattern.MULTILINE);

    private final Home home;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Schedd schedd;
    private final SubmittedTo submittedTo;

    private record Known(List<Rerun> reruns, ComponentJobs jobs) {}

    Submission(Home home, Schedd schedd) {
        this.home = home;
        this.schedd = schedd;
        this.submittedTo = new SubmittedTo(schedd);
    }

    /** Returns which jobs are a map's components, if it is known to be in the queue or to have been there. */
    Optional<ComponentJobs> jobs(MapDirectory map) {
        OptionalInt cluster = cluster(map);
        return cluster.isPresent() ? Optional.of(jobs(map, cluster.getAsInt())) : Optional.empty();
    }

    /** Returns the first attempt of a component's job, also of one that may just be being submitted. */
    int firstAttempt(MapDirectory map, int component) {
        List<Rerun> reruns = Rerun.all(new CondorFolder(map));
        Rerun last = reruns.isEmpty() ? null : reruns.get(reruns.size() - 1);
        Integer promised = last == null || last.cluster().isPresent()
                ? null
                : last.firstAttempts().get(component);
        return promised != null
                ? promised
                : jobs(map).map(jobs -> jobs.firstAttempt(component)).orElse(1);
    }

    /** What was read before is kept: this is asked for each component. */
    private ComponentJobs jobs(MapDirectory map, int first) {
        List<Rerun> reruns = Rerun.all(new CondorFolder(map)).stream()
                .filter(rerun -> rerun.cluster().isPresent())
                .toList();
        return known.compute(
                        map.id(),
                        (id, before) -> before != null && before.reruns.equals(reruns)
                                ? before
                                : new Known(reruns, jobs(first, reruns)))
                .jobs;
    }

    private static ComponentJobs jobs(int first, List<Rerun> reruns) {
        ComponentJobs jobs = ComponentJobs.of(first);
        for (Rerun rerun : reruns) {
            jobs = jobs.with(rerun.cluster().orElseThrow(), rerun.firstAttempts());
        }
        return jobs;
    }

    /** Returns the cluster of a map that has a job of each component, if it is known to be in the queue or to have been there. */
    OptionalInt cluster(MapDirectory map) {
        Path file = new CondorFolder(map).cluster();
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(file).strip()));
        } catch (NoSuchFileException none) {
            return OptionalInt.empty();
        } catch (IOException e) {
            throw Problems.of("cannot read", file, e);
        } catch (NumberFormatException e) {
            throw new SchedulerException(file + " is damaged: it holds no number; remove the map with --force", e);
        }
    }

    /** Puts a map in the queue, unless it is or was there. */
    void submit(MapDirectory map) {
        CondorFolder folder = new CondorFolder(map);
        if (Files.exists(folder.cluster())) {
            return;
        }
        try (MapLock lock = MapLock.take(folder)) {
            if (!Files.exists(folder.cluster())) {
                int cluster = find(folder).orElseGet(() -> submit(folder));
                confirm(folder, cluster);
                record(folder, cluster);
            }
        } catch (IOException e) {
            throw Problems.of("cannot submit the map in", map.path(), e);
        }
    }

    /** The same name for two file systems may be wrong; what the schedd wrote into the log proves that there is one. */
    private void confirm(CondorFolder folder, int cluster) throws IOException {
        if (schedd.isElsewhere() && !SharedHome.awaitWritten(folder.map().eventLog())) {
            schedd.act("condor_rm", cluster);
            new SubmittingNote(folder).clear();
            throw new SchedulerException("the schedd " + String.join(" ", schedd.where())
                    + " does not see the map directory " + folder.map().path() + ": it wrote nothing into the event"
                    + " log there, so the map was taken out of its queue again; use a home folder that both machines"
                    + " see (HTMAP_DIR)");
        }
    }

    private static void record(CondorFolder folder, int cluster) throws IOException {
        DurableFiles.replace(folder.cluster(), (cluster + "\n").getBytes(StandardCharsets.US_ASCII));
        new SubmittingNote(folder).clear();
    }

    /** Looks for a cluster that somebody has submitted who could not say so any more. */
    private OptionalInt find(CondorFolder folder) throws IOException {
        OptionalInt logged = logged(folder);
        if (logged.isPresent() || !new SubmittingNote(folder).isThere()) {
            return logged;
        }
        submittedTo.require(folder);
        settle(folder);
        List<Integer> clusters = schedd.clusters(folder.map().id());
        return clusters.isEmpty() ? logged(folder) : OptionalInt.of(clusters.get(0));
    }

    /** Sees to it that nobody submits a map any more; to be called by who holds its lock. */
    void settle(CondorFolder folder) throws IOException {
        settle(folder, () -> !schedd.clusters(folder.map().id()).isEmpty());
    }

    /** @param isInQueue asks the schedd whether what may be being submitted is in its queue */
    void settle(CondorFolder folder, BooleanSupplier isInQueue) throws IOException {
        new SubmittingNote(folder).settle(isInQueue);
    }

    private static OptionalInt logged(CondorFolder folder) throws IOException {
        try (InputStream log = Files.newInputStream(folder.map().eventLog())) {
            Matcher first = LOGGED.matcher(new String(log.readNBytes(4096), StandardCharsets.UTF_8));
            return first.find() ? OptionalInt.of(Integer.parseInt(first.group(1))) : OptionalInt.empty();
        }
    }

    private int submit(CondorFolder folder) {
        try {
            prepare(folder);
            return submit(folder, folder.description());
        } catch (IOException e) {
            throw Problems.of("cannot submit the map in", folder.map().path(), e);
        }
    }

    /**
     * Puts what a submit description says in the queue; to be called by who holds the map's lock.
     *
     * @return the cluster
     */
    int submit(CondorFolder folder, Path description) throws IOException {
        SubmittingNote note = new SubmittingNote(folder);
        // from here on, condor_submit may run
        String answer = schedd.submit(folder.map().path(), note.token(), note.taken(), description);
        Matcher cluster = CLUSTER.matcher(answer.strip().lines().reduce("", (first, last) -> last));
        if (!cluster.matches()) {
            throw new SchedulerException("condor_submit named no cluster: " + answer.strip());
        }
        return Integer.parseInt(cluster.group(1));
    }

    private void prepare(CondorFolder folder) throws IOException {
        MapManifest manifest = MapManifest.read(folder.map());
        DurableFiles.createDirectories(folder.skeleton());
        DurableFiles.createDirectories(folder.results());
        DurableFiles.replace(folder.script(), script());
        Files.setPosixFilePermissions(folder.script(), PosixFilePermissions.fromString("rwx------"));
        DurableFiles.replace(folder.javaOptions(), javaOptions(manifest).getBytes(StandardCharsets.UTF_8));
        DurableFiles.replace(folder.items(), items(folder.map(), manifest).getBytes(StandardCharsets.US_ASCII));
        String description = new SubmitDescription(manifest, neededJava(manifest)).text();
        submittedTo.note(folder);
        DurableFiles.replace(folder.description(), description.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] script() throws IOException {
        try (InputStream in = Submission.class.getResourceAsStream("run.sh")) {
            if (in == null) {
                throw new IOException("the library's jar is incomplete: run.sh is missing");
            }
            return in.readAllBytes();
        }
    }

    private static String javaOptions(MapManifest manifest) {
        StringBuilder classPath = new StringBuilder("../" + manifest.runtimeJar() + ".jar");
        manifest.jars()
                .forEach(digest -> classPath.append(":../").append(digest).append(".jar"));
        // one that crashes and hangs in its report would keep its slot for two minutes
        return "-XX:-UsePerfData\n-Xshare:auto\n-XX:ErrorLogTimeout=20\n-Dfile.encoding=UTF-8\n-Dstdout.encoding=UTF-8\n"
                + "-Dstderr.encoding=UTF-8\n-Dsun.stdout.encoding=UTF-8\n-Dsun.stderr.encoding=UTF-8\n-cp\n"
                + classPath + "\n";
    }

    private static String items(MapDirectory map, MapManifest manifest) {
        InputShards shards = new InputShards(map.inputs(), manifest.inputShards());
        StringBuilder items = new StringBuilder();
        for (int component = 0; component < manifest.components(); component++) {
            items.append(shards.fileOf(component).getFileName()).append('\n');
        }
        return items.toString();
    }

    /** Returns the feature version of Java that a map's classes need. */
    int neededJava(MapManifest manifest) throws IOException {
        JarStore jars = new JarStore(home.jars());
        int needed = jars.newestJava(manifest.runtimeJar());
        for (String digest : manifest.jars()) {
            needed = Math.max(needed, jars.newestJava(digest));
        }
        return needed;
    }
}
