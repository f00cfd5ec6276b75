package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import example.capture.Functions;
import example.capture.Trace;
import example.hostile.Gadget;
import io.htmap.RefusedOutputException;
import io.htmap.UnreadableOutputException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafeObjectReaderTest extends ReaderFixture {
    /** Hostile bytes, made where the hostile classes may run. */
    private static final Map<String, byte[]> HOSTILE = new LinkedHashMap<>();

    @BeforeAll
    static void makeHostileBytes() {
        Gadget gadget = new Gadget();
        HOSTILE.put("as it is", bytesOf(gadget));
        HOSTILE.put("in an array", bytesOf(new Gadget[][] {{gadget}}));
        HOSTILE.put("in an empty array", bytesOf(new Gadget[0]));
        HOSTILE.put("as a class", bytesOf(Gadget.class));
        HOSTILE.put("as an enum", bytesOf(Gadget.Kind.FIRST));
        HOSTILE.put("as a key", bytesOf(new HashMap<>(Map.of(gadget, 1))));
        HOSTILE.put("deep in collections", bytesOf(deep(gadget)));
        HOSTILE.put("in an allowed record", bytesOf(new example.capture.Solver.Anything(gadget)));
        HOSTILE.put("compared", bytesOf(new TreeSet<>(List.of(gadget))));
    }

    @BeforeEach
    void forgetTraces() {
        Trace.take();
    }

    private static Object deep(Object core) {
        Object value = core;
        for (int i = 0; i < 20; i++) {
            value = new HashMap<>(Map.of("k", new ArrayList<>(List.of(value))));
        }
        return value;
    }

    @Test
    void hostileClassesAreRefusedBeforeAnyOfTheirCodeRuns() {
        assertThat(HOSTILE).hasSize(9);
        HOSTILE.forEach((how, bytes) -> {
            URLClassLoader fresh = freshLoader();
            assertThatThrownBy(() -> SafeObjectReader.read("output 7", bytes, ALLOWED, fresh))
                    .as(how)
                    .isInstanceOf(RefusedOutputException.class)
                    .hasMessageStartingWith("output 7 holds a example.hostile.Gadget")
                    .hasMessageEndingWith("which this map does not allow; if the map's function returns it, load the"
                            + " map with its package: load(tag, \"example.hostile\")")
                    .satisfies(e -> assertThat(((RefusedOutputException) e).refusedClass())
                            .startsWith("example.hostile.Gadget"));
        });
        assertThat(Trace.take()).isEmpty();
    }

    /** The same bytes do act where they are allowed: the test above cannot pass by accident. */
    @Test
    void theSameBytesActWhereTheyAreAllowed() {
        AllowedTypes careless = ALLOWED.plus(List.of("example.hostile"));
        SafeObjectReader.read("output 7", HOSTILE.get("as a key"), careless, LOADER);
        assertThat(Trace.take()).contains("read", "hashed");
    }

    /** A loader that has not initialised the hostile classes yet, but shares the class that keeps the traces. */
    private static URLClassLoader freshLoader() {
        URL location = Gadget.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {location}, LOADER) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.startsWith("example.hostile.") ? findClass(name) : super.loadClass(name, resolve);
            }
        };
    }

    @Test
    void aProxyIsRefused() {
        Object proxy = Proxy.newProxyInstance(LOADER, new Class<?>[] {Comparable.class}, new Gadget());
        byte[] bytes = bytesOf(new ArrayList<>(List.of(proxy)));
        Trace.take();
        assertRefused(bytes, "java.lang.reflect.Proxy");
        assertThat(Trace.take()).isEmpty();
    }

    @Test
    void aLambdaIsRefused() {
        Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";
        assertRefused(bytesOf(lambda), "java.lang.invoke.SerializedLambda");
    }

    static List<Arguments> dangerous() throws IOException {
        return List.of(
                arguments("java.net.URL", new URL("http://localhost/")),
                arguments("java.util.logging.Level", java.util.logging.Level.INFO),
                arguments("javax.management.ObjectName", objectName()),
                arguments("java.util.PropertyPermission", new java.util.PropertyPermission("a", "read")),
                arguments("java.util.Random", new java.util.Random(1)),
                arguments(
                        "javax.management.BadAttributeValueExpException",
                        new javax.management.BadAttributeValueExpException(null)));
    }

    private static Object objectName() {
        try {
            return new javax.management.ObjectName("a:b=c");
        } catch (javax.management.MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("dangerous")
    void typesOfTheJdkThatActAreRefused(String name, Object value) {
        assertThatThrownBy(() -> read(bytesOf(value)))
                .isInstanceOf(RefusedOutputException.class)
                .hasMessage("output 7 holds a " + name
                        + ", which this map does not allow; return a type of your own or a plain collection");
    }

    @Test
    void anArrayThatClaimsMoreThanThereIsIsRefused() throws IOException {
        byte[] bytes = claimedArray("[J", Integer.MAX_VALUE - 8);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(RefusedOutputException.class)
                .hasMessage("output 7 is damaged or hostile: it claims more than fits into its " + bytes.length
                        + " bytes, or is nested too deeply");
    }

    @Test
    void manyNestedArraysThatEachClaimAllThereIsAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = header(bytes);
        int levels = 2_000;
        // each level is an array whose first element is the next; a level alone would fit the payload
        for (int i = 0; i < levels; i++) {
            out.writeByte(ObjectStreamConstants.TC_ARRAY);
            if (i == 0) {
                writeDescription(out, "[Ljava.lang.Object;", Object[].class);
            } else {
                out.writeByte(ObjectStreamConstants.TC_REFERENCE);
                out.writeInt(ObjectStreamConstants.baseWireHandle);
            }
            out.writeInt(10_000);
        }
        assertThatThrownBy(() -> read(bytes.toByteArray()))
                .isInstanceOf(RefusedOutputException.class)
                .hasMessageContaining("claims more than fits");
    }

    @Test
    void aHashTableThatClaimsMoreThanThereIsIsRefused() {
        byte[] bytes = bytesOf(new HashMap<>(Map.of("a", 1)));
        // HashMap's own data: capacity and number of mappings, then the mappings
        int size = indexOf(bytes, new byte[] {0, 0, 0, 1, ObjectStreamConstants.TC_STRING});
        bytes[size] = 0x3f;
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(RefusedOutputException.class)
                .hasMessageContaining("claims more than fits");
    }

    @Test
    void whatNeverLeftTheSubmitSideMayHoldAnything() throws IOException {
        Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";
        Object proxy = Proxy.newProxyInstance(LOADER, new Class<?>[] {Comparable.class}, new Gadget());
        Object[] values = {new URL("http://localhost/"), lambda, proxy};
        Object[] copies = (Object[]) SafeObjectReader.readOwn("input 1", bytesOf(values), LOADER);
        assertThat(copies[0]).hasToString("http://localhost/");
        assertThat(((Supplier<?>) copies[1]).get()).isEqualTo("x");
        assertThat(copies[2]).isInstanceOf(Comparable.class);
    }

    @Test
    void aMissingClassIsNamed() throws IOException {
        byte[] bytes = replace(bytesOf(new Functions.Point(1, List.of())), "Functions$Point", "Functions$Ponit");
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(UnreadableOutputException.class)
                .isNotInstanceOf(RefusedOutputException.class)
                .hasMessage("output 7 holds a example.capture.Functions$Ponit, which is not on the class path of this"
                        + " program; add the jar or class folder that has it");
    }

    @Test
    void damagedBytesAreToldInOneLine() {
        byte[] whole = bytesOf(new Functions.Point(1, List.of(1, 2, 3)));
        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(torn))
                    .as("first " + length + " bytes")
                    .isInstanceOf(UnreadableOutputException.class)
                    .hasMessageStartingWith("output 7 ")
                    .hasMessageNotContaining("\n");
        }
    }

    private static void assertRefused(byte[] bytes, String className) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(RefusedOutputException.class)
                .satisfies(e ->
                        assertThat(((RefusedOutputException) e).refusedClass()).isEqualTo(className));
    }

    private static byte[] claimedArray(String name, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = header(bytes);
        out.writeByte(ObjectStreamConstants.TC_ARRAY);
        writeDescription(out, name, long[].class);
        out.writeInt(length);
        return bytes.toByteArray();
    }

    private static DataOutputStream header(ByteArrayOutputStream bytes) throws IOException {
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        return out;
    }

    private static void writeDescription(DataOutputStream out, String name, Class<?> type) throws IOException {
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF(name);
        out.writeLong(java.io.ObjectStreamClass.lookupAny(type).getSerialVersionUID());
        out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
        out.writeShort(0);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL);
    }

    private static byte[] replace(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        int at =
                new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
        assertThat(at).isNotNegative();
        return at;
    }
}
