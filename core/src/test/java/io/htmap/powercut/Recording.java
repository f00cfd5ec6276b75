package io.htmap.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns system calls into operations on the files below one folder. */
final class Recording {
    /** Where each open file of each process stands. */
    private static final class OpenFile {
        private final int file;
        private final boolean appends;
        private long position;

        private OpenFile(int file, boolean appends) {
            this.file = file;
            this.appends = appends;
        }
    }

    private final String root;
    private final String sayings;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Integer> endedAt = new ArrayList<>();
    private final Map<Operation.Name, Integer> names = new HashMap<>();
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<String, OpenFile> open = new HashMap<>();
    private int files = 1;
    private int durableFrom;

    /**
     * @param root the folder; what is in it now counts as durable
     * @param sayings the file to which the programs write what they say
     */
    Recording(Path root, Path sayings) throws IOException {
        this.root = root.toString();
        this.sayings = sayings.toString();
        try (Stream<Path> there = Files.walk(root)) {
            for (Path path : there.skip(1).sorted().toList()) {
                Operation.Name name = name(path.toString());
                if (Files.isDirectory(path)) {
                    add(-1, new Operation.NewFolder(make(name), name));
                } else {
                    int file = make(name);
                    add(-1, new Operation.NewFile(file, name));
                    write(-1, file, 0, Files.readAllBytes(path));
                }
            }
        }
        for (int file = 0; file < files; file++) {
            add(-1, new Operation.Force(file, operations.size()));
        }
        durableFrom = operations.size();
    }

    /** Adds what a traced run did. */
    void add(List<SystemCall> calls) {
        open.clear();
        endedAt.replaceAll(line -> -1);
        calls.forEach(this::add);
    }

    List<Operation> operations() {
        return operations;
    }

    /** Returns how many operations only describe what was there before. */
    int durableFrom() {
        return durableFrom;
    }

    /** Returns the path of each name that there is now, below the folder. */
    Map<String, Integer> paths() {
        Map<String, Integer> paths = new TreeMap<>();
        names.keySet().forEach(name -> paths.put(path(name), names.get(name)));
        return paths;
    }

    /** Returns the path that a name has now, below the folder. */
    String path(Operation.Name name) {
        for (Map.Entry<Operation.Name, Integer> entry : names.entrySet()) {
            if (name.folder() != 0 && entry.getValue() == name.folder()) {
                return path(entry.getKey()) + "/" + name.name();
            }
        }
        return name.folder() == 0 ? name.name() : "?" + name.folder() + "/" + name.name();
    }

    private void add(SystemCall call) {
        switch (call.name()) {
            case "open" -> opened(call, call.text(0), call.arguments().get(1));
            case "creat" -> opened(call, call.text(0), "O_WRONLY|O_CREAT|O_TRUNC");
            case "openat" -> opened(call, at(call, 0), call.arguments().get(2));
            case "write" -> written(call, -1);
            case "pwrite64" -> written(call, call.number(3));
            case "ftruncate" -> truncated(call);
            case "lseek" -> {
                OpenFile file = open.get(key(call, call.descriptor(0)));
                if (file != null) {
                    file.position = Long.parseLong(call.result());
                }
            }
            case "rename" -> renamed(call, call.text(0), call.text(1));
            case "renameat", "renameat2" -> renamed(call, at(call, 0), at(call, 2));
            case "link" -> linked(call, call.text(0), call.text(1));
            case "linkat" -> linked(call, at(call, 0), at(call, 2));
            case "unlink", "rmdir" -> unlinked(call, call.text(0));
            case "unlinkat" -> unlinked(call, at(call, 0));
            case "mkdir" -> madeFolder(call, call.text(0));
            case "mkdirat" -> madeFolder(call, at(call, 0));
            case "fsync", "fdatasync" -> forced(call);
            case "close" -> open.remove(key(call, call.descriptor(0)));
            default -> refuseInside(call);
        }
    }

    private void opened(SystemCall call, String path, String flags) {
        if (!isInside(path)) {
            return;
        }
        Operation.Name name = name(path);
        Integer file = path.equals(root) ? Integer.valueOf(0) : names.get(name);
        if (file == null) {
            if (!flags.contains("O_CREAT")) {
                return;
            }
            file = make(name);
            add(call, new Operation.NewFile(file, name));
        } else if (flags.contains("O_TRUNC") && sizes.getOrDefault(file, 0L) > 0) {
            truncate(call, file, 0);
        }
        open.put(key(call, call.resultDescriptor()), new OpenFile(file, flags.contains("O_APPEND")));
    }

    private void written(SystemCall call, long offset) {
        if (call.pathOf(0).equals(sayings)) {
            byte[] said = call.bytes(1);
            add(call, new Operation.Said(new String(said, StandardCharsets.UTF_8).strip()));
            return;
        }
        if (!isInside(call.pathOf(0))) {
            return;
        }
        OpenFile target = open.get(key(call, call.descriptor(0)));
        if (target == null) {
            // inherited: what one's parent opened for one's output
            Integer file = names.get(name(call.pathOf(0)));
            if (file == null) {
                return;
            }
            target = new OpenFile(file, true);
        }
        byte[] bytes = java.util.Arrays.copyOf(call.bytes(1), Integer.parseInt(call.result()));
        long at = offset >= 0 ? offset : target.appends ? sizes.getOrDefault(target.file, 0L) : target.position;
        write(call.ended(), target.file, at, bytes);
        if (offset < 0) {
            target.position = at + bytes.length;
        }
    }

    private void write(int line, int file, long offset, byte[] bytes) {
        sizes.merge(file, offset + bytes.length, Math::max);
        add(line, new Operation.Write(file, offset, bytes));
    }

    private void truncated(SystemCall call) {
        OpenFile target = open.get(key(call, call.descriptor(0)));
        if (target != null) {
            truncate(call, target.file, call.number(1));
        }
    }

    private void truncate(SystemCall call, int file, long size) {
        sizes.put(file, size);
        add(call, new Operation.Truncate(file, size));
    }

    private void renamed(SystemCall call, String from, String to) {
        if (!isInside(from) && !isInside(to)) {
            return;
        }
        Integer file = names.remove(name(from));
        if (file == null) {
            throw new IllegalStateException("renamed what was not there: " + from);
        }
        names.put(name(to), file);
        add(call, new Operation.Rename(file, name(from), name(to)));
    }

    private void linked(SystemCall call, String from, String to) {
        if (isInside(to)) {
            int file = names.get(name(from));
            names.put(name(to), file);
            add(call, new Operation.Link(file, name(to)));
        }
    }

    private void unlinked(SystemCall call, String path) {
        Integer file = isInside(path) ? names.remove(name(path)) : null;
        if (file != null) {
            add(call, new Operation.Unlink(file, name(path)));
        }
    }

    private void madeFolder(SystemCall call, String path) {
        if (isInside(path)) {
            Operation.Name name = name(path);
            add(call, new Operation.NewFolder(make(name), name));
        }
    }

    /** A force covers what had been done when it began, not what came while it went on. */
    private void forced(SystemCall call) {
        if (!isInside(call.pathOf(0))) {
            return;
        }
        OpenFile target = open.get(key(call, call.descriptor(0)));
        if (target == null) {
            throw new IllegalStateException("forced what was not opened: " + call.pathOf(0));
        }
        int before = operations.size();
        while (before > 0 && endedAt.get(before - 1) > call.began()) {
            before--;
        }
        add(call, new Operation.Force(target.file, before));
    }

    private void refuseInside(SystemCall call) {
        boolean inside = call.arguments().stream()
                .anyMatch(argument -> argument.contains(hex(root + "/")) || argument.contains(root + "/"));
        if (inside) {
            throw new IllegalStateException("the recorder does not know the call " + call.name());
        }
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hex.append(String.format("\\x%02x", b));
        }
        return hex.toString();
    }

    private void add(SystemCall call, Operation operation) {
        add(call.ended(), operation);
    }

    private void add(int line, Operation operation) {
        operations.add(operation);
        endedAt.add(line);
    }

    private int make(Operation.Name name) {
        names.put(name, files);
        return files++;
    }

    private static String key(SystemCall call, int descriptor) {
        return call.process() + ":" + descriptor;
    }

    private static String at(SystemCall call, int argument) {
        String path = call.text(argument + 1);
        return path.startsWith("/") ? path : call.pathOf(argument) + "/" + path;
    }

    private boolean isInside(String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    private Operation.Name name(String path) {
        String[] steps =
                path.substring(Math.min(path.length(), root.length() + 1)).split("/");
        int folder = 0;
        for (int i = 0; i < steps.length - 1; i++) {
            Integer next = names.get(new Operation.Name(folder, steps[i]));
            if (next == null) {
                return new Operation.Name(-1, path);
            }
            folder = next;
        }
        return new Operation.Name(folder, steps[steps.length - 1]);
    }
}
