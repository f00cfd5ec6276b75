package io.htmap.internal.capture;

import io.htmap.CaptureException;
import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.shipping.Shipment;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.lang.invoke.SerializedLambda;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function as bytes, and what is known of it and of the inputs that were encoded with it. Not thread-safe.
 */
public final class Captured {
    private final byte[] functionBytes;
    private final String description;
    private final AllowedTypes explicit;
    private final SeenClasses seen;
    private final Class<?> functionClass;
    private final @Nullable SerializedLambda lambda;

    Captured(MapFunction<?, ?> function, byte[] bytes, AllowedTypes explicit, SeenClasses seen) {
        this.functionBytes = bytes;
        this.explicit = explicit;
        this.seen = seen;
        this.functionClass = function.getClass();
        this.lambda = Lambdas.serializedForm(function);
        this.description = lambda == null ? functionClass.getName() : Lambdas.describe(lambda);
    }

    /** Returns the function in Java's serialization; not a copy. */
    public byte[] functionBytes() {
        return functionBytes;
    }

    /** Returns the function as people know it, as {@code Counter::counter}. */
    public String description() {
        return description;
    }

    /**
     * Encodes one input and proves that it can be read back. Only the input's classes are remembered.
     *
     * @param index index of its component, for messages
     * @param input the input; may be null
     * @return Java's serialization of the input
     * @throws io.htmap.UnserializableException when it cannot travel, naming the path of fields to the culprit
     */
    public byte[] encodeInput(int index, @Nullable Object input) {
        try {
            return GraphCodec.encode(input, seen);
        } catch (Fault fault) {
            throw CulpritFinder.blame("input " + index, input == null ? "null" : input, fault);
        }
    }

    /** Returns what outputs may be made of, by the function and the inputs encoded so far. */
    public AllowedTypes allowedTypes() {
        TypeClosure closure = new TypeClosure();
        seen.classes().forEach(closure::add);
        if (lambda == null) {
            new DeclaredSignature(closure).addInstance(functionClass);
        } else {
            new DeclaredSignature(closure).addLambda(lambda, seen);
        }
        return explicit.united(closure.toAllowedTypes());
    }

    /**
     * Stores everything that the function and the inputs encoded so far need on their class path, except the library's
     * run-time jar.
     *
     * @param store where jars go
     * @param nodeJava feature version of the Java that will run the function, as 17
     * @return SHA-256 of each jar in hexadecimal, in the order of the class path
     * @throws CaptureException when a class needs a newer Java, or its bytes cannot be had
     * @throws IOException when a jar cannot be read or written
     */
    public List<String> storeJars(JarStore store, int nodeJava) throws IOException {
        Set<Class<?>> roots = new LinkedHashSet<>(seen.classes());
        roots.add(functionClass);
        for (SerializedLambda each : seen.lambdas()) {
            try {
                roots.add(seen.classOf(each, each.getImplClass()));
            } catch (ClassNotFoundException e) {
                throw new CaptureException("the class " + each.getImplClass() + " of the function is not found", e);
            }
        }
        return new Shipment(store, nodeJava).store(roots);
    }
}
