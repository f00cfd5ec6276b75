package io.htmap.internal.capture;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.util.function.Predicate;

/** Judges the classes and sizes that a serialized output announces. For one stream only. */
final class OutputFilter implements ObjectInputFilter {
    private static final long MAX_DEPTH = 10_000;

    private final Predicate<String> allowed;
    private final long maxElements;
    private long elements;
    private boolean refusedSize;

    OutputFilter(AllowedTypes allowed, long payload) {
        // each element of an array takes a byte at least; hash tables are announced at up to four times their content
        this(allowed::allows, 4L * payload + 1024);
    }

    private OutputFilter(Predicate<String> allowed, long maxElements) {
        this.allowed = allowed;
        this.maxElements = maxElements;
    }

    /** Refuses nothing. */
    static OutputFilter none() {
        return new OutputFilter(name -> true, Long.MAX_VALUE);
    }

    /** Says which class was refused. */
    static final class ClassRefusal extends InvalidClassException {
        private static final long serialVersionUID = 1L;

        ClassRefusal(String className) {
            super(className, "not allowed in an output");
        }

        String className() {
            return classname;
        }
    }

    void checkName(String className) throws ClassRefusal {
        if (!allowed.test(className)) {
            throw new ClassRefusal(AllowedTypes.elementOrSelf(className));
        }
    }

    static boolean isPrimitive(String className) {
        return AllowedTypes.elementOf(className).isEmpty() && !className.startsWith("[");
    }

    /**
     * Judges sizes only. Each class was judged by its name before it was looked for; what is seen here beside those is
     * what allowed classes put in their own place, as the lists behind {@code List.of}.
     */
    @Override
    public Status checkInput(FilterInfo info) {
        refusedSize |= isTooBig(info);
        return refusedSize ? Status.REJECTED : Status.UNDECIDED;
    }

    boolean refusedSize() {
        return refusedSize;
    }

    /** Counts all arrays together: nested ones are all made before the first of their elements is read. */
    private boolean isTooBig(FilterInfo info) {
        if (info.arrayLength() > 0) {
            elements += info.arrayLength();
        }
        return elements > maxElements || info.depth() > MAX_DEPTH;
    }
}
