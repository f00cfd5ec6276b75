package io.htmap.testkit.internal;

import io.htmap.testkit.internal.ClassConstants.Member;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads a class's calls for the time elsewhere. Only constants are changed: each method reference is given another class
 * and name, which are appended, so that the code stays as it is.
 */
final class ClockCalls {
    private static final String TARGET = "io/htmap/testkit/internal/AheadClock";
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("java/lang/System.currentTimeMillis()J", "currentTimeMillis"),
            Map.entry("java/lang/System.nanoTime()J", "nanoTime"),
            Map.entry("java/time/Instant.now()Ljava/time/Instant;", "instantNow"),
            Map.entry("java/time/LocalDate.now()Ljava/time/LocalDate;", "localDateNow"),
            Map.entry("java/time/LocalTime.now()Ljava/time/LocalTime;", "localTimeNow"),
            Map.entry("java/time/LocalDateTime.now()Ljava/time/LocalDateTime;", "localDateTimeNow"),
            Map.entry("java/time/ZonedDateTime.now()Ljava/time/ZonedDateTime;", "zonedDateTimeNow"),
            Map.entry("java/time/OffsetDateTime.now()Ljava/time/OffsetDateTime;", "offsetDateTimeNow"),
            Map.entry("java/time/Clock.systemUTC()Ljava/time/Clock;", "systemUTC"),
            Map.entry("java/time/Clock.systemDefaultZone()Ljava/time/Clock;", "systemDefaultZone"),
            Map.entry("java/time/Clock.system(Ljava/time/ZoneId;)Ljava/time/Clock;", "system"));

    private ClockCalls() {}

    /** Returns the class with other calls, or null when it asks for no time. */
    static byte @Nullable [] redirected(byte[] classFile) {
        try {
            ClassConstants constants = new ClassConstants(classFile);
            List<Member> calls = constants.members(ClassConstants.METHOD).stream()
                    .filter(member -> CALLS.containsKey(name(member)))
                    .toList();
            return calls.isEmpty() ? null : redirected(classFile.clone(), constants, calls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] redirected(byte[] file, ClassConstants constants, List<Member> calls) throws IOException {
        ByteArrayOutputStream appended = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(appended);
        int next = constants.count();
        for (Member call : calls) {
            append(out, next, CALLS.get(name(call)), constants.descriptorOf(call));
            putShort(file, constants.offset(call.constant()) + 1, next + 1);
            putShort(file, constants.offset(call.constant()) + 3, next + 3);
            next += 4;
        }
        putShort(file, 8, next);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(file, 0, constants.end());
        whole.write(appended.toByteArray());
        whole.write(file, constants.end(), file.length - constants.end());
        return whole.toByteArray();
    }

    /** Four constants: the class's name, the class, the method's name, the name and the type. */
    private static void append(DataOutputStream out, int index, String name, int descriptor) throws IOException {
        out.writeByte(ClassConstants.UTF8);
        out.writeUTF(TARGET);
        out.writeByte(ClassConstants.CLASS);
        out.writeShort(index);
        out.writeByte(ClassConstants.UTF8);
        out.writeUTF(name);
        out.writeByte(ClassConstants.NAME_AND_TYPE);
        out.writeShort(index + 2);
        out.writeShort(descriptor);
    }

    private static void putShort(byte[] file, int at, int value) {
        file[at] = (byte) (value >> 8);
        file[at + 1] = (byte) value;
    }

    private static String name(Member member) {
        return member.owner() + "." + member.name() + member.descriptor();
    }
}
