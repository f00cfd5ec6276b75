package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.ComponentError;
import io.htmap.ComponentException;
import io.htmap.ComponentProgress;
import io.htmap.Hold;
import io.htmap.HtmapException;
import io.htmap.MapAccount;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.internal.account.MapAccounts;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import io.htmap.spi.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** The handle on a map, over its event log, its stored results and its scheduler. */
public final class MapHandle<I, O> extends MapSaves<I, O> {
    private final String tag;
    private final MapDirectory map;
    private final MapManifest manifest;
    private final Scheduler scheduler;
    private final MapView view;
    private final Results results;
    private final NodeNotes notes;
    private final Troubles troubles;
    private final Waiting waiting;
    private final MapRemover remover;
    private final Streams streams;
    private final Checkpoints checkpoints;
    private final Reruns reruns;

    /** Opens a map; sees to it that somebody works for it, if there is something left to do. */
    public MapHandle(
            String tag,
            MapDirectory map,
            Scheduler scheduler,
            MapRemover remover,
            ClassLoader loader,
            List<String> outputPackages) {
        this.tag = tag;
        this.map = map;
        this.manifest = MapManifest.read(map);
        this.scheduler = scheduler;
        this.remover = remover;
        MapChecks.check(map, manifest);
        this.view = new MapView(tag, map, manifest, scheduler);
        this.results = new Results(map, manifest, loader, outputPackages);
        this.checkpoints = new Checkpoints(map, scheduler);
        this.notes = new NodeNotes(results, manifest.options(), checkpoints, c -> scheduler.endNotes(map, c, fate(c)));
        this.troubles = new Troubles(tag, manifest, view, this::errorOf, this::holdReason);
        this.streams = new Streams(map, scheduler, view, results, this::fate, this::collect, troubles::named);
        this.reruns = new Reruns(map, scheduler, view, checkpoints);
        MapCare care = new MapCare(map, scheduler, view, this::fate);
        this.waiting = new Waiting(care::whileWaiting);
        care.atOpening();
    }

    @Override
    public String tag() {
        return tag;
    }

    @Override
    public String id() {
        return map.id();
    }

    @Override
    public Path directory() {
        return map.path();
    }

    @Override
    public String schedulerName() {
        return scheduler.name();
    }

    @Override
    public int size() {
        return manifest.components();
    }

    @Override
    public MapOptions options() {
        return manifest.options();
    }

    @Override
    @SuppressWarnings("unchecked")
    public I input(int component) {
        checked(component);
        checkThere();
        return (I) results.input(component);
    }

    @Override
    public List<Status> statuses() {
        return view.read(state -> {
            List<Status> statuses = new ArrayList<>(size());
            for (int component = 0; component < size(); component++) {
                statuses.add(state.status(component));
            }
            return statuses;
        });
    }

    @Override
    public Status status(int component) {
        checked(component);
        return view.read(state -> state.status(component));
    }

    @Override
    public Map<Status, Integer> counts() {
        return view.counts();
    }

    @Override
    public boolean isDone() {
        return view.read(state -> state.count(Status.COMPLETED) == size());
    }

    @Override
    public List<Attempt> attempts(int component) {
        checked(component);
        collect(component);
        return notes.complete(component, view.read(state -> History.of(state, component)));
    }

    @Override
    public MapAccount account() {
        scheduler.collect(map, ComponentSet.all(size()), this::fate);
        MapAccounts accounts = new MapAccounts();
        for (int component = 0; component < size(); component++) {
            int each = component;
            notes.complete(each, view.read(state -> History.of(state, each))).forEach(accounts::add);
        }
        return accounts.sum();
    }

    @Override
    public Map<Integer, ComponentProgress> progress() {
        ComponentSet onNodes = view.read(state -> ComponentSet.all(size())
                .where(component -> state.status(component).isOnNode()));
        return onNodes.size() == 0 ? Map.of() : scheduler.progress(map, onNodes, this::fate);
    }

    @Override
    public Optional<Hold> holdReason(int component) {
        checked(component);
        Optional<Hold> hold = view.read(state -> state.hold(component));
        hold.ifPresent(known -> collect(component));
        return hold.map(known -> notes.complete(view.read(state -> HeldComponent.of(state, component, known))));
    }

    @Override
    public Optional<ComponentError> error(int component) {
        return since(checked(component), Status.ERRORED).map(since -> errorOf(component, since));
    }

    @Override
    public List<ComponentError> errors(int component) {
        return results.errors(component, attempts(component));
    }

    private ComponentError errorOf(int component, int since) {
        collect(component);
        return results.error(component, since);
    }

    /** Returns the first attempt whose output counts now, if the component has this status. */
    private Optional<Integer> since(int component, Status status) {
        return view.read(state ->
                state.status(component) == status ? Optional.of(state.firstAttempt(component)) : Optional.empty());
    }

    @Override
    public void await(Tolerance... tolerances) {
        try {
            await(Waiting.FOREVER, tolerances);
        } catch (TimeoutException e) {
            throw new HtmapException(e.getMessage(), e);
        }
    }

    @Override
    public void await(Duration timeout, Tolerance... tolerances) throws TimeoutException {
        Set<Tolerance> tolerated = Set.copyOf(Arrays.asList(tolerances));
        boolean holds = tolerated.contains(Tolerance.HOLDS);
        boolean errors = tolerated.contains(Tolerance.ERRORS);
        waiting.until(
                timeout,
                () -> {
                    troubles.failOnFirst(holds, errors);
                    return view.read(state -> isOver(state, errors)) ? Optional.of(true) : Optional.empty();
                },
                () -> "map '" + tag + "' to be done: " + countsLine());
    }

    private boolean isOver(MapState state, boolean errorsCount) {
        return state.count(Status.COMPLETED) + (errorsCount ? state.count(Status.ERRORED) : 0) == size();
    }

    @Override
    public void awaitRunning(int component) {
        try {
            awaitStatus(component, Status.RUNNING, Waiting.FOREVER);
        } catch (TimeoutException e) {
            throw new HtmapException(e.getMessage(), e);
        }
    }

    @Override
    public void awaitStatus(int component, Status wanted, Duration timeout) throws TimeoutException {
        checked(component);
        waiting.until(
                timeout,
                () -> {
                    Status now = status(component);
                    if (now != wanted && now.isTerminal()) {
                        troubles.failIfStuck(component);
                        throw new ComponentException(
                                component,
                                troubles.named(component) + " is " + now.label() + " and will not be "
                                        + wanted.label());
                    }
                    if (now == Status.HELD && wanted == Status.RUNNING) {
                        troubles.failIfStuck(component);
                    }
                    return now == wanted ? Optional.of(now) : Optional.empty();
                },
                () -> troubles.named(component) + " to be " + wanted.label() + "; it is "
                        + status(component).label());
    }

    @Override
    public O get(int component) {
        try {
            return get(component, Waiting.FOREVER);
        } catch (TimeoutException e) {
            throw new HtmapException(e.getMessage(), e);
        }
    }

    @Override
    public O get(int component, Duration timeout) throws TimeoutException {
        checked(component);
        int since = waiting.until(
                timeout,
                () -> {
                    troubles.failIfStuck(component);
                    return since(component, Status.COMPLETED);
                },
                () -> "the output of " + troubles.named(component) + ", which is "
                        + status(component).label());
        return value(component, since);
    }

    @Override
    public Optional<O> getNow(int component) {
        checked(component);
        troubles.failIfStuck(component);
        return since(component, Status.COMPLETED).map(since -> value(component, since));
    }

    @SuppressWarnings("unchecked")
    private O value(int component, int since) {
        collect(component);
        return (O) results.value(component, since);
    }

    @Override
    public Iterator<O> iterator() {
        return new OrderedIterator<>(size(), this::get);
    }

    @Override
    public Iterable<Output<O>> asAvailable() {
        return () -> new AvailableIterator<>(size(), this::awaitNewlyCompleted, this::get);
    }

    /** Waits until components that were not seen yet are completed; fails if what is left cannot complete. */
    private int[] awaitNewlyCompleted(java.util.BitSet seen) {
        try {
            return waiting.until(
                    Waiting.FOREVER,
                    () -> {
                        int[] fresh = view.read(state -> Completions.fresh(state, seen));
                        if (fresh.length == 0) {
                            int stuck = view.read(state -> Completions.firstIfAllStuck(state, seen));
                            if (stuck >= 0) {
                                troubles.failIfStuck(stuck);
                            }
                        }
                        return fresh.length > 0 ? Optional.of(fresh) : Optional.empty();
                    },
                    () -> "the next output of map '" + tag + "'");
        } catch (TimeoutException e) {
            throw new HtmapException(e.getMessage(), e);
        }
    }

    @Override
    public String stdout(int component) {
        return streams.ofAllAttempts(checked(component), RecordKind.STDOUT);
    }

    @Override
    public String stdout(int component, int attempt) {
        return streams.ofAttempt(checked(component), attempt, RecordKind.STDOUT);
    }

    @Override
    public String stderr(int component) {
        return streams.ofAllAttempts(checked(component), RecordKind.STDERR);
    }

    @Override
    public String stderr(int component, int attempt) {
        return streams.ofAttempt(checked(component), attempt, RecordKind.STDERR);
    }

    @Override
    Checkpoints saved(int component) {
        checkThere();
        collect(checked(component));
        return checkpoints;
    }

    @Override
    Reruns reruns() {
        checkThere();
        return reruns;
    }

    /** Has what came back of a component brought home. */
    private void collect(int component) {
        scheduler.collect(map, ComponentSet.of(component), this::fate);
    }

    private Scheduler.Fate fate(int component) {
        return view.read(state -> MapCare.fate(state, component));
    }

    private int attemptCount(int component) {
        checked(component);
        return view.read(state -> state.attemptCount(component));
    }

    @Override
    public void remove() {
        checkThere();
        remover.remove(tag, map, scheduler::forget);
    }

    @Override
    int act(Action action, ComponentSet components) {
        checkThere();
        return Releases.logged(action, components, view, () -> scheduler.act(map, action, components));
    }

    @Override
    int edit(Resource resource, long megabytes, ComponentSet components) {
        checkThere();
        return scheduler.edit(map, resource, megabytes, components);
    }

    private void checkThere() {
        view.read(MapState::size);
    }

    @Override
    int checked(int component) {
        if (component < 0 || component >= size()) {
            throw new IndexOutOfBoundsException(
                    "map '" + tag + "' has no component " + component + "; its components are 0 to " + (size() - 1));
        }
        return component;
    }

    private String countsLine() {
        return CountsLine.of(counts());
    }
}
