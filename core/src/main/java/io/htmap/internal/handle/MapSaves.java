package io.htmap.internal.handle;

import io.htmap.SavedCheckpoint;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import java.nio.file.Path;
import java.util.List;

/** The part of a handle that is about what was saved, and about running again from it or from scratch. */
abstract class MapSaves<I, O> extends MapActions<I, O> {

    /** Returns the checkpoints, once what came back of a component was brought home. */
    abstract Checkpoints saved(int component);

    /** Returns what runs components again, if the map is still there. */
    abstract Reruns reruns();

    @Override
    public List<SavedCheckpoint> checkpoints(int component, boolean verify) {
        return saved(component).of(component, verify);
    }

    @Override
    public void exportCheckpoint(int component, int generation, Path folder) {
        saved(component).export(component, generation, folder);
    }

    @Override
    public void pinCheckpoint(int component, int generation) {
        saved(component).pin(component, generation);
    }

    @Override
    public void unpinCheckpoint(int component, int generation) {
        saved(component).unpin(component, generation);
    }

    @Override
    public int rerun(int first, int... more) {
        return reruns().rerun(some(first, more), RerunFrom.SCRATCH);
    }

    @Override
    public int rerun() {
        return reruns().rerun(all(), RerunFrom.SCRATCH);
    }

    @Override
    public int rerunIncomplete() {
        return reruns().rerunIncomplete(RerunFrom.SCRATCH);
    }

    @Override
    public int rerunFromCheckpoint(int first, int... more) {
        return reruns().rerun(some(first, more), RerunFrom.NEWEST);
    }

    @Override
    public void rerunFrom(int component, int generation) {
        if (generation < 1) {
            throw new IllegalArgumentException("checkpoints have numbers from 1, not " + generation);
        }
        reruns().rerun(ComponentSet.of(checked(component)), new RerunFrom(generation));
    }
}
