package io.htmap.internal.capture;

import io.htmap.RefusedOutputException;
import io.htmap.UnreadableOutputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/** Opens bytes that came back from a node, without letting them choose what code runs. Thread-safe. */
public final class SafeObjectReader {
    private SafeObjectReader() {}

    /**
     * Reads one object.
     *
     * @param what what is read, for messages, as {@code output 3}
     * @param bytes Java's serialization of the object
     * @param allowed the classes that it may be made of
     * @param loader finds the user's classes
     * @return the object; null if null was written
     * @throws RefusedOutputException when a class is not allowed, before any code of it runs, or when the bytes claim to
     *     be bigger than they are
     * @throws UnreadableOutputException when a class is missing here or has changed, or the bytes are damaged
     */
    public static @Nullable Object read(String what, byte[] bytes, AllowedTypes allowed, ClassLoader loader) {
        return read(what, new ByteArrayInputStream(bytes), bytes.length, allowed, loader);
    }

    /** As {@link #read(String, byte[], AllowedTypes, ClassLoader)}, from a stream of so many bytes. */
    public static @Nullable Object read(
            String what, InputStream bytes, long length, AllowedTypes allowed, ClassLoader loader) {
        return read(what, bytes, length, new OutputFilter(allowed, length), loader);
    }

    /**
     * Reads one object that never left the submit side, as an input: any class may stand in it.
     *
     * @param what what is read, for messages, as {@code input 3}
     * @param bytes Java's serialization of the object
     * @param loader finds the user's classes
     * @return the object; null if null was written
     * @throws UnreadableOutputException when a class is missing here or has changed, or the bytes are damaged
     */
    public static @Nullable Object readOwn(String what, byte[] bytes, ClassLoader loader) {
        return read(what, new ByteArrayInputStream(bytes), bytes.length, OutputFilter.none(), loader);
    }

    private static @Nullable Object read(
            String what, InputStream bytes, long length, OutputFilter filter, ClassLoader loader) {
        try (SafeStream in = new SafeStream(bytes, filter, loader)) {
            return in.readObject();
        } catch (OutputFilter.ClassRefusal refusal) {
            throw refusedClass(what, refusal);
        } catch (ClassNotFoundException e) {
            throw new UnreadableOutputException(
                    what + " holds a " + e.getMessage()
                            + ", which is not on the class path of this program; add the jar or class folder that has it",
                    e);
        } catch (InvalidClassException e) {
            throw filter.refusedSize() ? refusedSize(what, length, e) : unreadable(what, e);
        } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
            throw unreadable(what, e);
        } catch (StackOverflowError e) {
            throw refusedSize(what, length, e);
        }
    }

    private static RefusedOutputException refusedClass(String what, OutputFilter.ClassRefusal refusal) {
        String name = refusal.className();
        String advice = JdkTypes.isReserved(name)
                ? "return a type of your own or a plain collection"
                : "if the map's function returns it, load the map with its package: load(tag, \""
                        + Names.packageOf(name) + "\")";
        return new RefusedOutputException(
                what + " holds a " + name + ", which this map does not allow; " + advice, name, refusal);
    }

    private static RefusedOutputException refusedSize(String what, long length, Throwable e) {
        return new RefusedOutputException(
                what + " is damaged or hostile: it claims more than fits into its " + length
                        + " bytes, or is nested too deeply",
                "",
                e);
    }

    private static UnreadableOutputException unreadable(String what, Throwable e) {
        String reason = e.toString().lines().findFirst().orElse("");
        return new UnreadableOutputException(
                what + " cannot be read: " + reason
                        + "; its classes may have changed since the map was made, or its bytes are damaged",
                e);
    }

    private static final class SafeStream extends ObjectInputStream {
        private final OutputFilter filter;
        private final ClassLoader loader;

        SafeStream(InputStream bytes, OutputFilter filter, ClassLoader loader) throws IOException {
            super(bytes);
            this.filter = filter;
            this.loader = loader;
            setObjectInputFilter(filter);
        }

        /** Judges the name before the class is even looked for; finds it without running its static initialiser. */
        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            String name = description.getName();
            filter.checkName(name);
            return OutputFilter.isPrimitive(name)
                    ? super.resolveClass(description)
                    : Class.forName(name, false, loader);
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            filter.checkName("java.lang.reflect.Proxy");
            return super.resolveProxyClass(interfaces);
        }
    }
}
