package io.htmap.testkit.internal;

import io.htmap.runtime.internal.state.JavaStateCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Whether two results are the same. */
record Sameness(@Nullable BiPredicate<Object, Object> given) {
    /**
     * Returns how two serialized results differ, for people; nothing when they are the same.
     *
     * @param right the one that ought to be
     */
    Optional<String> difference(byte[] right, byte[] found) throws IOException {
        if (given == null && Arrays.equals(right, found)) {
            return Optional.empty();
        }
        Object one = value(right);
        Object other = value(found);
        if (given == null) {
            return Comparison.difference(one, other);
        }
        return given.test(one, other)
                ? Optional.empty()
                : Optional.of(Comparison.difference(one, other).orElse("result: not as comparing(...) wants it"));
    }

    private static @Nullable Object value(byte[] serialized) throws IOException {
        return new JavaStateCodec<@Nullable Object>().read(new ByteArrayInputStream(serialized));
    }

    /** Returns a result for people. */
    static String show(byte[] serialized) throws IOException {
        return Rendering.of(value(serialized));
    }
}
