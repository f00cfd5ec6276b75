package io.htmap.runtime.internal.run;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Catches the signals that ask a process to end. The class that can, sun.misc.Signal, stands in a module that a small
 * Java may lack, hence the reflection. The handler is made as lambdas are made: that machinery is needed for most
 * functions anyway, while a proxy would take 50 ms.
 */
final class TerminationSignals {
    private static final String[] NAMES = {"TERM", "INT", "HUP"};

    private TerminationSignals() {}

    /**
     * Runs the action, on a thread of its own, when a signal comes.
     *
     * @return false when signals run the shutdown hooks instead, and the exit code is 143; or, with -Xrs, end the JVM
     */
    static boolean handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = handler(action, signal, handlerType);
            Method handle = signal.getMethod("handle", signal, handlerType);
            for (String name : NAMES) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
            }
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return false; // the JVM was started with -Xrs
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what {@code (SignalHandler) signal -> run(action, signal)} would be. */
    private static Object handler(Runnable action, Class<?> signal, Class<?> handlerType)
            throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle body = lookup.findStatic(
                TerminationSignals.class, "run", methodType(void.class, Runnable.class, Object.class));
        try {
            CallSite site = LambdaMetafactory.metafactory(
                    lookup,
                    "handle",
                    methodType(handlerType, Runnable.class),
                    methodType(void.class, signal),
                    body,
                    methodType(void.class, signal));
            return site.getTarget().invoke(action);
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Runnable action, Object signal) {
        action.run();
    }
}
