package io.htmap.runtime.internal.state;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** Tells one list of items from another, as far as that costs nothing. */
final class Items {
    private Items() {}

    /** Returns their number, and a checksum of them if all are such that their text says all. */
    static String describe(List<?> items) {
        CRC32C checksum = new CRC32C();
        for (Object item : items) {
            if (!isItsText(item)) {
                return items.size() + " items";
            }
            checksum.update((text(item) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return items.size() + " items with the checksum " + Long.toHexString(checksum.getValue());
    }

    /**
     * Returns a checksum of items that the description only counts, although they are values; null if they are none, or it
     * does more. It is not part of the description, which states of earlier versions were saved with.
     */
    static Long checksumBeside(List<?> items) {
        for (Object item : items) {
            if (!isItsText(item)) {
                return ItemValues.checksum(items);
            }
        }
        return null;
    }

    static String text(Object item) {
        return item instanceof Enum<?> constant ? constant.name() : String.valueOf(item);
    }

    /**
     * Not paths: an absolute one leads through the working directory, which is another in each attempt. Not numbers of
     * other people's: they may have no text of their own.
     */
    static boolean isItsText(Object item) {
        return item == null
                || item instanceof String
                || (item instanceof Number && item.getClass().getName().startsWith("java."))
                || item instanceof Boolean
                || item instanceof Character
                || item instanceof Enum<?>;
    }
}
