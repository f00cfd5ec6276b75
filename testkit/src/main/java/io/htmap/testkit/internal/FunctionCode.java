package io.htmap.testkit.internal;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Where the code of a function stands.
 *
 * @param owner internal name of its class
 * @param name what people call it
 */
record FunctionCode(String owner, String name) {
    /** Lambdas and method references stand in other classes than their own. */
    static FunctionCode of(Object function) {
        SerializedLambda lambda = lambda(function);
        if (lambda == null) {
            String owner = function.getClass().getName().replace('.', '/');
            return new FunctionCode(owner, simple(owner));
        }
        String method = lambda.getImplMethodName();
        String owner = lambda.getImplClass();
        boolean written = method.startsWith("lambda$");
        return new FunctionCode(owner, written ? "the lambda in " + simple(owner) : simple(owner) + "::" + method);
    }

    private static @Nullable SerializedLambda lambda(Object function) {
        try {
            Method method = function.getClass().getDeclaredMethod("writeReplace");
            method.setAccessible(true);
            return method.invoke(function) instanceof SerializedLambda lambda ? lambda : null;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return null; // no lambda
        }
    }

    /** Returns a class's name without its package. */
    static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
    }
}
