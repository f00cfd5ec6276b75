package io.htmap.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Files outside the working directory, as they are at one moment.
 *
 * @param contents by path; what is not there has none
 */
record OutsideState(Map<Path, byte[]> contents) {
    OutsideState {
        contents = Map.copyOf(contents);
    }

    /** Returns which files are not the same in both. */
    List<Path> differences(OutsideState other) {
        SortedSet<Path> all = new TreeSet<>(contents.keySet());
        all.addAll(other.contents.keySet());
        return all.stream()
                .filter(file -> !Arrays.equals(contents.get(file), other.contents.get(file)))
                .toList();
    }

    OutsideState without(Set<Path> files) {
        Map<Path, byte[]> fewer = new HashMap<>(contents);
        fewer.keySet().removeAll(files);
        return new OutsideState(fewer);
    }

    /** Returns a file's content for people. */
    String show(Path file) {
        byte[] content = contents.get(file);
        return content == null ? "(not there)" : new String(content, StandardCharsets.UTF_8);
    }
}
