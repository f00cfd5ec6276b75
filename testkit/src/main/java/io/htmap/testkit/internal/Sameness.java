package io.htmap.testkit.internal;

import io.htmap.runtime.internal.state.JavaStateCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Whether two results are the same. */
record Sameness(@Nullable BiPredicate<Object, Object> given) {
    /** Returns whether two serialized results are the same. */
    boolean same(byte[] one, byte[] other) throws IOException {
        if (given != null) {
            return given.test(value(one), value(other));
        }
        return Arrays.equals(one, other) || Objects.deepEquals(value(one), value(other));
    }

    private static @Nullable Object value(byte[] serialized) throws IOException {
        return new JavaStateCodec<@Nullable Object>().read(new ByteArrayInputStream(serialized));
    }

    /** Returns a result for people. */
    static String show(byte[] serialized) throws IOException {
        String inArray = Arrays.deepToString(new Object[] {value(serialized)});
        return inArray.substring(1, inArray.length() - 1);
    }
}
