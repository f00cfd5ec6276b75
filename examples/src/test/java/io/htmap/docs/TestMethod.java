package io.htmap.docs;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

/** Calls one test, as a test framework would: a class without a package, and a method without arguments. */
final class TestMethod {
    private TestMethod() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Class<?> type = Class.forName(args[0]);
        Constructor<?> constructor = type.getDeclaredConstructor();
        Method method = type.getDeclaredMethod(args[1]);
        constructor.setAccessible(true);
        method.setAccessible(true);
        method.invoke(constructor.newInstance());
        System.out.println("passed");
    }
}
