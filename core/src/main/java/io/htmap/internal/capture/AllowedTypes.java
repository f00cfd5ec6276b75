package io.htmap.internal.capture;

import io.htmap.HtmapException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The classes that may stand in the outputs of a map: values and collections of the JDK, and the packages that the map's
 * own function and types come from. Immutable. Written as lines in the notation of the JDK's serialization filters:
 * {@code a.b.*} is a package, {@code a.b.**} a package with all below it, {@code a.b.C} a class, {@code *} the unnamed
 * package.
 */
public final class AllowedTypes {
    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final Pattern PACKAGE = Pattern.compile(NAME + "(\\." + NAME + ")*");

    private final Set<String> lines;

    private AllowedTypes(Collection<String> lines) {
        this.lines = Set.copyOf(lines);
    }

    /** Makes one of packages, and of single classes of the JDK that the user's types inherit from. */
    static AllowedTypes of(Collection<String> packages, Collection<String> jdkClasses) {
        Set<String> lines = new TreeSet<>(jdkClasses);
        for (String name : packages) {
            lines.add(name.isEmpty() ? "*" : name + ".*");
        }
        return new AllowedTypes(lines);
    }

    /**
     * Reads what {@link #toLines} wrote.
     *
     * @throws HtmapException when a line is none of the forms above
     */
    public static AllowedTypes parse(Collection<String> lines) {
        for (String line : lines) {
            String name = line.replaceFirst("\\.\\*{1,2}$", "");
            if (!line.equals("*") && !PACKAGE.matcher(name).matches()) {
                throw new HtmapException("allowed types: \"" + line + "\" is not a package or class");
            }
        }
        return new AllowedTypes(new TreeSet<>(lines));
    }

    /** Returns the lines to keep, sorted. */
    public List<String> toLines() {
        return List.copyOf(new TreeSet<>(lines));
    }

    /**
     * Returns these types with more packages.
     *
     * @param packages {@code a.b} for a package, {@code a.b.**} for a package with all below it
     * @throws HtmapException when one is not a package name, or is the JDK's or the library's
     */
    public AllowedTypes plus(Collection<String> packages) {
        List<String> more = new ArrayList<>(lines);
        for (String name : packages) {
            more.add(lineFor(name));
        }
        return new AllowedTypes(new TreeSet<>(more));
    }

    /** Returns what is allowed by either. */
    AllowedTypes united(AllowedTypes other) {
        List<String> both = new ArrayList<>(lines);
        both.addAll(other.lines);
        return new AllowedTypes(new TreeSet<>(both));
    }

    private static String lineFor(String option) {
        String name = option.replaceFirst("\\.\\*{1,2}$", "");
        if (!PACKAGE.matcher(name).matches()) {
            throw new HtmapException("option outputPackages: \"" + option
                    + "\" is not a package; write a.b for a package, or a.b.** for a package with all below it");
        }
        if (JdkTypes.isReserved(name + ".")) {
            throw new HtmapException("option outputPackages: \"" + option
                    + "\" belongs to the JDK or to this library and cannot be allowed; return a type of your own");
        }
        return name + (option.endsWith(".**") ? ".**" : ".*");
    }

    /**
     * Tells whether a class may stand in an output.
     *
     * @param className binary name; of an array, in the form of {@link Class#getName}
     */
    public boolean allows(String className) {
        String name = elementOf(className);
        if (name.isEmpty() || JdkTypes.isValue(name)) {
            return true;
        }
        if (lines.contains(name)) {
            return true;
        }
        return !JdkTypes.isReserved(name) && allowsPackage(Names.packageOf(name));
    }

    private boolean allowsPackage(String name) {
        if (lines.contains(name.isEmpty() ? "*" : name + ".*")) {
            return true;
        }
        for (String above = name; !above.isEmpty(); above = Names.packageOf(above)) {
            if (lines.contains(above + ".**")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the class that an array is made of; empty for primitives. */
    static String elementOf(String className) {
        int dimensions = 0;
        while (dimensions < className.length() && className.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return isPrimitive(className) ? "" : className;
        }
        boolean reference = className.startsWith("L", dimensions) && className.endsWith(";");
        return reference ? className.substring(dimensions + 1, className.length() - 1) : "";
    }

    /** Returns the class that an array is made of, or the name itself. */
    static String elementOrSelf(String className) {
        String element = elementOf(className);
        return element.isEmpty() ? className : element;
    }

    private static boolean isPrimitive(String name) {
        return switch (name) {
            case "boolean", "byte", "char", "short", "int", "long", "float", "double", "void" -> true;
            default -> false;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AllowedTypes types && types.lines.equals(lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    @Override
    public String toString() {
        return toLines().toString();
    }
}
