package io.htmap.internal.capture;

/** How classes are called in messages. */
final class Names {
    private Names() {}

    /** Returns the full name; of a lambda's class, only the part that the programmer has written. */
    static String full(Class<?> type) {
        return type.isArray() ? full(type.getComponentType()) + "[]" : withoutLambdaTail(type.getName());
    }

    /** Returns the name without its package and without what it is nested in, unless it has no such name. */
    static String simple(Class<?> type) {
        if (type.isArray()) {
            return simple(type.getComponentType()) + "[]";
        }
        String simple = type.getSimpleName();
        return simple.isEmpty() || type.isHidden() ? withoutPackage(withoutLambdaTail(type.getName())) : simple;
    }

    /** Returns the last part of a binary name, in dots or slashes. */
    static String withoutPackage(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    }

    /** Returns the name of the package in a binary name; empty for the unnamed one. */
    static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static String withoutLambdaTail(String name) {
        int tail = name.indexOf("$$Lambda");
        return tail < 0 ? name : name.substring(0, tail + "$$Lambda".length());
    }
}
