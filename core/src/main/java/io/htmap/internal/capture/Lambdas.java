package io.htmap.internal.capture;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Looks into lambdas by way of their serialized form. */
final class Lambdas {
    private Lambdas() {}

    /** Returns what stands for the object in the stream, or the object itself. */
    static @Nullable Object replacementOf(Object object) {
        for (Class<?> type = object.getClass();
                type != null && !JdkTypes.isJdk(type.getName());
                type = type.getSuperclass()) {
            try {
                Method method = type.getDeclaredMethod("writeReplace");
                method.setAccessible(true);
                return method.invoke(object);
            } catch (NoSuchMethodException e) {
                continue;
            } catch (ReflectiveOperationException | InaccessibleObjectException e) {
                return object;
            }
        }
        return object;
    }

    /** Returns the serialized form of a lambda or method reference; null for any other object. */
    static @Nullable SerializedLambda serializedForm(Object object) {
        return object.getClass().isSynthetic() && replacementOf(object) instanceof SerializedLambda lambda
                ? lambda
                : null;
    }

    /** Returns the function as people know it: {@code Counter::counter}, or {@code lambda in Counter.main}. */
    static String describe(SerializedLambda lambda) {
        String owner = Names.withoutPackage(lambda.getImplClass());
        String method = lambda.getImplMethodName();
        if (method.startsWith("lambda$")) {
            String around = method.substring("lambda$".length()).replaceFirst("\\$.*", "");
            return "lambda in " + owner + (around.isEmpty() ? "" : "." + around);
        }
        return owner + "::" + (method.equals("<init>") ? "new" : method);
    }

    /** Returns whether the first captured argument is the object whose method the lambda was written in. */
    static boolean capturesThis(SerializedLambda lambda) {
        return lambda.getImplMethodName().startsWith("lambda$")
                && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
    }
}
