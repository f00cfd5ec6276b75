package io.htmap.internal.handle;

import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The part of a handle that asks the scheduler for something. */
abstract class MapActions<I, O> implements ComponentMap<I, O> {

    /** Asks the scheduler to do something to components. */
    abstract int act(Action action, ComponentSet components);

    /** Asks the scheduler to change what components ask for. */
    abstract int edit(Resource resource, long megabytes, ComponentSet components);

    /** Returns the component, if there is such a one. */
    abstract int checked(int component);

    @Override
    public int hold(int first, int... more) {
        return act(Action.HOLD, some(first, more));
    }

    @Override
    public int hold() {
        return act(Action.HOLD, all());
    }

    @Override
    public int release(int first, int... more) {
        return act(Action.RELEASE, some(first, more));
    }

    @Override
    public int release() {
        return act(Action.RELEASE, all());
    }

    @Override
    public int vacate(int first, int... more) {
        return act(Action.VACATE, some(first, more));
    }

    @Override
    public int vacate() {
        return act(Action.VACATE, all());
    }

    @Override
    public int suspend(int first, int... more) {
        return act(Action.SUSPEND, some(first, more));
    }

    @Override
    public int suspend() {
        return act(Action.SUSPEND, all());
    }

    @Override
    public int unsuspend(int first, int... more) {
        return act(Action.CONTINUE, some(first, more));
    }

    @Override
    public int unsuspend() {
        return act(Action.CONTINUE, all());
    }

    @Override
    public int removeComponents(int first, int... more) {
        return act(Action.REMOVE, some(first, more));
    }

    @Override
    public int setMemoryMb(long memoryMb, int... components) {
        long checked =
                MapOptions.builder().memoryMb(memoryMb).build().memoryMb().orElseThrow();
        return edit(Resource.MEMORY, checked, allOr(components));
    }

    @Override
    public int setDiskMb(long diskMb, int... components) {
        long checked = MapOptions.builder().diskMb(diskMb).build().diskMb().orElseThrow();
        return edit(Resource.DISK, checked, allOr(components));
    }

    private ComponentSet allOr(int... components) {
        return components.length == 0
                ? all()
                : ComponentSet.of(Arrays.stream(components).map(this::checked).toArray());
    }

    final ComponentSet some(int first, int... more) {
        return ComponentSet.of(IntStream.concat(IntStream.of(first), Arrays.stream(more))
                .map(this::checked)
                .toArray());
    }

    final ComponentSet all() {
        return ComponentSet.all(size());
    }
}
