package io.htmap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A home folder for one test, with its embedded scheduler. At its end the scheduler is stopped, and no process of the home
 * may be left.
 */
public final class TestHome implements AutoCloseable {
    private final Path path;
    private final Htmap htmap;

    /** Opens a home inside a temporary folder. */
    public TestHome(Path folder) {
        this.path = folder.resolve("home");
        this.htmap = Htmap.open(path);
    }

    public Path path() {
        return path;
    }

    public Htmap htmap() {
        return htmap;
    }

    /** Returns the process of the scheduler that runs now, or waits for one. */
    public long awaitScheduler() {
        Waits.until("a scheduler runs", () -> scheduler().isPresent());
        return scheduler().orElseThrow();
    }

    /** Returns the process of the scheduler if one runs. */
    public OptionalLong scheduler() {
        try {
            long pid = CheckedText.read(path.resolve("scheduler.info")).requireLong("pid");
            boolean runs = Processes.isAlive(pid) && Processes.commandLine(pid).contains(path.toString());
            return runs ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (NoSuchFileException | DamagedRecordException none) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the scheduler with -9. Returns whether one was there. */
    public boolean killScheduler() {
        OptionalLong pid = scheduler();
        pid.ifPresent(Processes::killHard);
        return pid.isPresent();
    }

    /** Returns the processes of the attempts of a map that run now. */
    public List<Long> workers(ComponentMap<?, ?> map) {
        return Processes.mentioning(path.resolve("execute").resolve(map.id()).toString());
    }

    /** Returns the process of an attempt of a component that runs now, or waits for one. */
    public long awaitWorker(ComponentMap<?, ?> map, int component) {
        String mark = "/execute/" + map.id() + "/" + component + ".";
        Waits.until(
                "a worker of component " + component,
                () -> Processes.mentioning(path + mark).size() == 1);
        List<Long> found = Processes.mentioning(path + mark);
        return found.isEmpty() ? awaitWorker(map, component) : found.get(0);
    }

    /** Returns the one worker that runs in this home, or waits for it; for maps of one component. */
    public long awaitWorker() {
        String mark = path.resolve("execute").toString();
        Waits.until("a worker", () -> Processes.mentioning(mark).size() == 1);
        List<Long> found = Processes.mentioning(mark);
        return found.isEmpty() ? awaitWorker() : found.get(0);
    }

    /** Returns the committed generations of a component, newest first. */
    public static List<Path> generations(ComponentMap<?, ?> map, int component) {
        Path folder = map.directory().resolve("checkpoints").resolve(Integer.toString(component));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ckpt"))
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the scheduler politely, and waits until it is gone. */
    public void stopScheduler() {
        scheduler().ifPresent(pid -> {
            Processes.terminate(pid);
            Waits.until("the scheduler has ended", () -> !Processes.isAlive(pid));
        });
    }

    /** Ends what runs in this home, and sees to it that nothing is left. */
    @Override
    public void close() {
        htmap.close();
        stopScheduler();
        List<Long> left = Processes.mentioning(path.toString());
        left.forEach(Processes::killHard);
        assertThat(left).as("processes that outlived the scheduler").isEmpty();
    }
}
