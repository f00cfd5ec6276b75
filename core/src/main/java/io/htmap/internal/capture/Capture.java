package io.htmap.internal.capture;

import io.htmap.CaptureException;
import io.htmap.HtmapException;
import io.htmap.internal.shipping.SessionVariables;
import io.htmap.runtime.MapFunction;
import java.lang.invoke.SerializedLambda;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Captures functions: the start of everything that travels. */
public final class Capture {
    private Capture() {}

    /**
     * Captures a function. Nothing is written anywhere.
     *
     * @param function what will be mapped
     * @param outputPackages more packages whose classes may stand in outputs: {@code a.b}, or {@code a.b.**} with all
     *     below it
     * @throws io.htmap.UnserializableException when the function, or something that it captured, cannot be serialized
     * @throws CaptureException when it reads variables of a jshell session
     * @throws HtmapException when the function is null, or a package cannot be allowed
     */
    public static Captured of(@Nullable MapFunction<?, ?> function, Collection<String> outputPackages) {
        if (function == null) {
            throw new HtmapException("the function is null; give a lambda, a method reference or a MapFunction");
        }
        AllowedTypes explicit = AllowedTypes.parse(java.util.List.of()).plus(outputPackages);
        SeenClasses seen = new SeenClasses();
        byte[] bytes;
        try {
            bytes = GraphCodec.encode(function, seen);
        } catch (Fault fault) {
            throw CulpritFinder.blame("function", function, fault);
        }
        refuseSessionVariables(function, seen);
        return new Captured(function, bytes, explicit, seen);
    }

    private static void refuseSessionVariables(MapFunction<?, ?> function, SeenClasses seen) {
        SessionVariables variables = new SessionVariables();
        seen.classes().forEach(variables::addInstancesOf);
        for (SerializedLambda lambda : seen.lambdas()) {
            try {
                variables.addMethod(
                        seen.classOf(lambda, lambda.getImplClass()),
                        lambda.getImplMethodName(),
                        lambda.getImplMethodSignature());
            } catch (ClassNotFoundException e) {
                throw new CaptureException("the class " + lambda.getImplClass() + " of the function is not found", e);
            }
        }
        variables.refuse();
    }
}
