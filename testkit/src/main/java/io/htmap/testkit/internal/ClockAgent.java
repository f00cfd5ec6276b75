package io.htmap.testkit.internal;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs in the process of a function before it: lets the user's classes ask {@link AheadClock} for the time. */
public final class ClockAgent {
    private static final List<String> NOT_THEIRS =
            List.of("java/", "javax/", "jdk/", "sun/", "com/sun/", "io/htmap/runtime/", "io/htmap/testkit/internal/");

    private ClockAgent() {}

    /** @param ahead in milliseconds */
    public static void premain(String ahead, Instrumentation instrumentation) {
        AheadClock.set(Long.parseLong(ahead));
        instrumentation.addTransformer(new Transformer());
    }

    private static final class Transformer implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] classFile) {
            boolean theirs = name != null && NOT_THEIRS.stream().noneMatch(name::startsWith);
            return theirs ? ClockCalls.redirected(classFile) : null;
        }
    }
}
