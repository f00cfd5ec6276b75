package io.htmap.runtime.internal.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Catches the signals that ask a process to end. The class that can, sun.misc.Signal, stands in a module that a small
 * Java may lack, hence the reflection.
 */
final class TerminationSignals {
    private static final String[] NAMES = {"TERM", "INT", "HUP"};

    private TerminationSignals() {}

    /**
     * Runs the action, on a thread of its own, when a signal comes.
     *
     * @return whether signals will be caught; if not, a signal runs the shutdown hooks and the exit code is 143
     */
    static boolean handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call(action));
            for (String name : NAMES) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
            return true;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return false; // the JVM was started with -Xrs
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static InvocationHandler call(Runnable action) {
        return new InvocationHandler() {
            @Override
            public Object invoke(Object proxy, Method method, Object[] arguments) {
                switch (method.getName()) {
                    case "handle":
                        action.run();
                        return null;
                    case "equals":
                        return proxy == arguments[0];
                    case "hashCode":
                        return System.identityHashCode(proxy);
                    default:
                        return "htmap termination handler";
                }
            }
        };
    }
}
