package io.htmap.spi;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** An immutable set of component indices. Its text is a list of ranges, as {@code 0-4,7}; empty text for none. */
public final class ComponentSet {
    private final BitSet members;

    private ComponentSet(BitSet members) {
        this.members = members;
    }

    /** The components from 0 to {@code size - 1}. */
    public static ComponentSet all(int size) {
        BitSet members = new BitSet(size);
        members.set(0, size);
        return new ComponentSet(members);
    }

    /** Exactly these components. */
    public static ComponentSet of(int... components) {
        BitSet members = new BitSet();
        for (int component : components) {
            members.set(component);
        }
        return new ComponentSet(members);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when the text is not a list of ranges
     */
    public static ComponentSet parse(String text) {
        BitSet members = new BitSet();
        if (!text.isEmpty()) {
            for (String range : text.split(",", -1)) {
                addRange(members, range);
            }
        }
        return new ComponentSet(members);
    }

    private static void addRange(BitSet members, String range) {
        String[] ends = range.strip().split("-", -1);
        try {
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (ends.length <= 2 && first >= 0 && first <= last && last < Integer.MAX_VALUE) {
                members.set(first, last + 1);
                return;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + range + "' is no component or range of components", e);
        }
        throw new IllegalArgumentException("'" + range + "' is no component or range of components");
    }

    /** Returns the components of this set and those of the other. */
    public ComponentSet with(ComponentSet other) {
        BitSet union = (BitSet) members.clone();
        union.or(other.members);
        return new ComponentSet(union);
    }

    /** Returns the components of this set that are not in the other. */
    public ComponentSet without(ComponentSet other) {
        BitSet difference = (BitSet) members.clone();
        difference.andNot(other.members);
        return new ComponentSet(difference);
    }

    /** Returns the components of this set for which something is so. */
    public ComponentSet where(IntPredicate condition) {
        BitSet some = new BitSet();
        stream().filter(condition).forEach(some::set);
        return new ComponentSet(some);
    }

    /** Returns whether the component is in the set. */
    public boolean contains(int component) {
        return members.get(component);
    }

    /** Returns how many components there are. */
    public int size() {
        return members.cardinality();
    }

    /** Returns the components in rising order. */
    public IntStream stream() {
        return members.stream();
    }

    /** Returns the greatest component, or -1 if there is none. */
    public int last() {
        return members.length() - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ComponentSet set && set.members.equals(members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int first = members.nextSetBit(0); first >= 0; ) {
            int end = members.nextClearBit(first);
            text.append(text.length() == 0 ? "" : ",").append(first);
            if (end - first > 1) {
                text.append('-').append(end - 1);
            }
            first = members.nextSetBit(end);
        }
        return text.toString();
    }
}
