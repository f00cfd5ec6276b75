package io.htmap.powercut;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A file system: what is on the disk for good, and what was done since and is not forced yet. It promises no more than
 * POSIX: a force of a file covers its content and not its name, a force of a folder covers the names in it; what is not
 * forced may be there or not, whatever came before or after. A rename is atomic, and durable when its target is.
 */
final class Disk {
    private record Pending<T>(int at, T operation) {}

    private static final class Content {
        private byte[] durable = new byte[0];
        private final List<Pending<Operation.Filling>> pending = new ArrayList<>();
        private final Map<Object, byte[]> kept = new HashMap<>();
    }

    private final Map<Operation.Name, Integer> names = new HashMap<>();
    private final List<Pending<Operation.Naming>> pendingNames = new ArrayList<>();
    private final Map<Integer, Content> contents = new HashMap<>();
    private int applied;

    void apply(Operation operation) {
        if (operation instanceof Operation.Naming naming) {
            pendingNames.add(new Pending<>(applied, naming));
            if (naming instanceof Operation.NewFile made) {
                contents.put(made.file(), new Content());
            }
        } else if (operation instanceof Operation.Filling filling) {
            Content content = contents.get(filling.file());
            content.pending.add(new Pending<>(applied, filling));
            content.kept.clear();
        } else if (operation instanceof Operation.Force force) {
            force(force);
        }
        applied++;
    }

    private void force(Operation.Force force) {
        Content content = contents.get(force.file());
        if (content != null) {
            content.durable = Kept.ALL.of(content.durable, operations(content.pending, force.before()));
            content.pending.removeIf(pending -> pending.at < force.before());
            content.kept.clear();
            return;
        }
        List<Pending<Operation.Naming>> forced = pendingNames.stream()
                .filter(pending -> pending.at < force.before() && folderOf(pending.operation) == force.file())
                .toList();
        forced.forEach(pending -> rename(names, pending.operation));
        pendingNames.removeAll(forced);
    }

    private static <T> List<T> operations(List<Pending<T>> pending, int before) {
        return pending.stream()
                .filter(one -> one.at < before)
                .map(Pending::operation)
                .toList();
    }

    private static int folderOf(Operation.Naming naming) {
        if (naming instanceof Operation.NewFile made) {
            return made.at().folder();
        } else if (naming instanceof Operation.NewFolder made) {
            return made.at().folder();
        } else if (naming instanceof Operation.Link link) {
            return link.at().folder();
        } else if (naming instanceof Operation.Unlink unlink) {
            return unlink.at().folder();
        }
        return ((Operation.Rename) naming).to().folder();
    }

    private static void rename(Map<Operation.Name, Integer> names, Operation.Naming naming) {
        if (naming instanceof Operation.NewFile made) {
            names.put(made.at(), made.file());
        } else if (naming instanceof Operation.NewFolder made) {
            names.put(made.at(), made.file());
        } else if (naming instanceof Operation.Link link) {
            names.put(link.at(), link.file());
        } else if (naming instanceof Operation.Unlink unlink) {
            names.remove(unlink.at(), unlink.file());
        } else if (naming instanceof Operation.Rename rename) {
            names.remove(rename.from(), rename.file());
            names.put(rename.to(), rename.file());
        }
    }

    /** Returns the changes of names that are not forced, in their order. */
    List<Operation.Naming> pendingNames() {
        return operations(pendingNames, Integer.MAX_VALUE);
    }

    /** Returns whether a file has content that is not forced. */
    boolean hasPendingContent(int file) {
        Content content = contents.get(file);
        return content != null && !content.pending.isEmpty();
    }

    /** Returns which files have content that is not forced. */
    List<Integer> withPendingContent() {
        return contents.keySet().stream()
                .filter(this::hasPendingContent)
                .sorted()
                .toList();
    }

    Image asIfAllWereForced() {
        return image(new boolean[0], file -> Kept.ALL, true);
    }

    /**
     * Returns what is there after a power cut.
     *
     * @param keptNames which of the pending changes of names made it to the disk
     * @param keptContent what made it there of a file's content
     */
    Image image(boolean[] keptNames, Function<Integer, Kept> keptContent) {
        return image(keptNames, keptContent, false);
    }

    private Image image(boolean[] keptNames, Function<Integer, Kept> keptContent, boolean all) {
        Map<Operation.Name, Integer> there = new HashMap<>(names);
        for (int i = 0; i < pendingNames.size(); i++) {
            if (all || keptNames[i]) {
                rename(there, pendingNames.get(i).operation);
            }
        }
        Map<Integer, Map<String, Integer>> folders = new HashMap<>();
        there.forEach((name, file) -> folders.computeIfAbsent(name.folder(), folder -> new TreeMap<>())
                .put(name.name(), file));
        TreeMap<String, byte[]> files = new TreeMap<>();
        collect("", 0, folders, keptContent, files);
        return new Image(files);
    }

    private void collect(
            String prefix,
            int folder,
            Map<Integer, Map<String, Integer>> folders,
            Function<Integer, Kept> keptContent,
            TreeMap<String, byte[]> files) {
        folders.getOrDefault(folder, Map.of()).forEach((name, file) -> {
            Content content = contents.get(file);
            if (content == null) {
                files.put(prefix + name, Image.FOLDER);
                collect(prefix + name + "/", file, folders, keptContent, files);
            } else {
                files.put(prefix + name, content(content, keptContent.apply(file)));
            }
        });
    }

    private static byte[] content(Content content, Kept kept) {
        if (content.pending.isEmpty()) {
            return content.durable;
        }
        return content.kept.computeIfAbsent(
                kept, how -> kept.of(content.durable, operations(content.pending, Integer.MAX_VALUE)));
    }
}
