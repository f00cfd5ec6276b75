package io.htmap.runtime.internal.state;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/** A checksum of items that are values: those that are equal in two attempts have the same one. */
final class ItemValues {
    /** Lists and records deeper than this are not looked into: one may contain itself. */
    private static final int DEPTH = 8;

    /** Of a list that is an item, so many elements tell it from others; it may have millions. */
    private static final int ELEMENTS = 100;

    /** Of an item, so many texts in all: lists in lists, and records that share their parts, may have many more. */
    private static final int TEXTS = 10_000;

    private final CRC32C checksum = new CRC32C();
    /** By record: its fields; empty if they cannot be read. */
    private final Map<Class<?>, Optional<List<Field>>> fields = new HashMap<>();

    /** By folder: asked once, since a million items may be in one. */
    private final Map<Path, Boolean> leadToOwn = new HashMap<>();

    /** How many texts of the item may still be added. */
    private int left;

    private ItemValues() {}

    /** Returns the checksum of a list; null if not all of its items are values. */
    static Long checksum(List<?> items) {
        ItemValues values = new ItemValues();
        for (Object item : items) {
            values.left = TEXTS;
            if (!values.add(item, DEPTH)) {
                return null;
            }
        }
        return values.checksum.getValue();
    }

    /** Returns whether it is a value. */
    private boolean add(Object item, int depth) {
        if (left == 0) {
            return true;
        }
        if (Items.isItsText(item) || isTime(item) || item instanceof UUID) {
            return addText(Items.text(item));
        }
        if (item instanceof Path path) {
            return isElsewhere(path) && addText(path.toString());
        }
        if (item instanceof File file) {
            return add(file.toPath(), depth);
        }
        return depth > 0 && addParts(item, depth - 1);
    }

    private boolean addText(String text) {
        left--;
        checksum.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private static boolean isTime(Object item) {
        boolean time = item instanceof TemporalAccessor || item instanceof TemporalAmount || item instanceof ZoneId;
        return time && item.getClass().getName().startsWith("java.time.");
    }

    /** An absolute path through the attempt's own folders is another in each attempt. */
    private boolean isElsewhere(Path path) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            return false;
        }
        Path normal = path.normalize();
        return !path.isAbsolute()
                || !(isOwn(normal) || leadToOwn.computeIfAbsent(folder(normal), ItemValues::leadsToOwn));
    }

    private static Path folder(Path path) {
        return path.getParent() == null ? path : path.getParent();
    }

    /** A link may lead there. What is not there, or is not to be looked at, is where the folder above it is. */
    private static boolean leadsToOwn(Path folder) {
        try {
            return isOwn(folder.toRealPath());
        } catch (IOException e) {
            return folder.getParent() != null && leadsToOwn(folder.getParent());
        }
    }

    private static boolean isOwn(Path path) {
        Path work = Path.of("").toAbsolutePath();
        Path scratch = work.getParent() == null ? work : work.getParent();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        return path.startsWith(scratch) || path.startsWith(temporary);
    }

    private boolean addParts(Object item, int depth) {
        if (item instanceof Optional<?> optional) {
            return addList(optional.map(List::<Object>of).orElse(List.of()), depth);
        }
        if (item instanceof List<?> list) {
            return addList(list, depth);
        }
        return item instanceof Record && addRecord(item, depth);
    }

    private boolean addList(List<?> list, int depth) {
        addText("list of " + list.size());
        for (Object element : list.subList(0, Math.min(list.size(), ELEMENTS))) {
            if (!add(element, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean addRecord(Object item, int depth) {
        Optional<List<Field>> parts = fields.computeIfAbsent(item.getClass(), ItemValues::fieldsOf);
        if (parts.isEmpty()) {
            return false;
        }
        for (Field part : parts.get()) {
            if (!add(value(item, part), depth)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<List<Field>> fieldsOf(Class<?> type) {
        List<Field> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = field(type, component.getName());
            if (!field.trySetAccessible()) {
                return Optional.empty();
            }
            found.add(field);
        }
        return Optional.of(found);
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record without a field for its component " + name, e);
        }
    }

    private static Object value(Object item, Field part) {
        try {
            return part.get(item);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(part + " cannot be read, though it is accessible", e);
        }
    }
}
