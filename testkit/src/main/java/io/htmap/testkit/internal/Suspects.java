package io.htmap.testkit.internal;

import io.htmap.testkit.internal.ClassConstants.Member;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the function's classes name that often is a reason not to resume. Hints for the message, no more. */
final class Suspects {
    private static final int MOST_CLASSES = 50;
    private static final List<String> NOT_THEIRS = List.of(
            "java/",
            "javax/",
            "jdk/",
            "sun/",
            "com/sun/",
            "io/htmap/runtime/",
            "io/htmap/testkit/Resumability",
            "io/htmap/testkit/internal/");
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("java/util/Random.<init>", "makes a java.util.Random"),
            Map.entry("java/util/SplittableRandom.<init>", "makes a SplittableRandom"),
            Map.entry("java/lang/Math.random", "calls Math.random()"),
            Map.entry("java/util/concurrent/ThreadLocalRandom.current", "uses ThreadLocalRandom"),
            Map.entry("java/util/UUID.randomUUID", "calls UUID.randomUUID()"),
            Map.entry("java/lang/System.nanoTime", "calls System.nanoTime()"),
            Map.entry("java/lang/System.currentTimeMillis", "calls System.currentTimeMillis()"),
            Map.entry("java/time/Instant.now", "calls Instant.now()"),
            Map.entry("java/time/LocalDate.now", "calls LocalDate.now()"),
            Map.entry("java/time/LocalTime.now", "calls LocalTime.now()"),
            Map.entry("java/time/LocalDateTime.now", "calls LocalDateTime.now()"),
            Map.entry("java/time/ZonedDateTime.now", "calls ZonedDateTime.now()"),
            Map.entry("java/util/Date.<init>", "makes a java.util.Date"),
            Map.entry("java/lang/System.identityHashCode", "calls System.identityHashCode()"));

    private final ClassLoader loader;
    private final Set<String> hints = new LinkedHashSet<>();
    private final UnsavedFields unsaved;

    private Suspects(ClassLoader loader) {
        this.loader = loader;
        this.unsaved = new UnsavedFields(loader, hints);
    }

    /** Returns a line for each suspect. */
    static Set<String> of(Object function) {
        Suspects suspects = new Suspects(function.getClass().getClassLoader());
        try {
            suspects.searchFrom(FunctionCode.of(function).owner());
        } catch (IOException e) {
            return Set.of("(the function's classes cannot be read: " + e.getMessage() + ")");
        }
        return suspects.hints;
    }

    private void searchFrom(String first) throws IOException {
        Set<String> seen = new LinkedHashSet<>(List.of(first));
        Deque<String> left = new ArrayDeque<>(seen);
        while (!left.isEmpty()) {
            for (String next : search(left.remove())) {
                if (seen.size() < MOST_CLASSES && isTheirs(next, first) && seen.add(next)) {
                    left.add(next);
                }
            }
        }
    }

    /** Only the function's own package: what libraries do there is their business. */
    private static boolean isTheirs(String name, String first) {
        String folder = first.substring(0, first.lastIndexOf('/') + 1);
        return name.startsWith(folder) && NOT_THEIRS.stream().noneMatch(name::startsWith);
    }

    private List<String> search(String name) throws IOException {
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(name + ".class")) {
            if (in == null) {
                return List.of();
            }
            ClassConstants constants = new ClassConstants(in.readAllBytes());
            unsaved.note(name);
            constants.members(ClassConstants.METHOD).forEach(member -> noteCall(name, member));
            constants.members(ClassConstants.FIELD).forEach(member -> noteField(name, member));
            return constants.classes();
        }
    }

    private void noteCall(String name, Member member) {
        boolean givenTime =
                member.owner().equals("java/util/Date") && !member.descriptor().equals("()V");
        String what = givenTime ? null : CALLS.get(member.owner() + "." + member.name());
        boolean seeded = member.descriptor().equals("(J)V");
        if (what != null) {
            hints.add(
                    FunctionCode.simple(name) + " " + what + (seeded ? " with a seed: is it part of the state?" : ""));
        }
    }

    private void noteField(String name, Member member) {
        if (NOT_THEIRS.stream().noneMatch(member.owner()::startsWith) && isChangingStatic(member)) {
            hints.add(FunctionCode.simple(name) + " uses the static field " + FunctionCode.simple(member.owner()) + "."
                    + member.name() + ", which is not final");
        }
    }

    private boolean isChangingStatic(Member member) {
        try {
            Class<?> owner = Class.forName(member.owner().replace('/', '.'), false, loader);
            Field field = owner.getDeclaredField(member.name());
            return Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers());
        } catch (ReflectiveOperationException | LinkageError e) {
            return false; // a hint less
        }
    }
}
