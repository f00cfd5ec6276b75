package io.htmap.cli;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class path of a user's program: its own classes, then the library without this command line. */
final class LibraryPath {
    private static final List<String> NOT_THE_LIBRARY = List.of("htmap-cli", "htmap-examples", "picocli");

    private LibraryPath() {}

    /** Returns the class path, with the program's own part first if there is one. */
    static String with(@Nullable String own) {
        return join(own, System.getProperty("java.class.path"));
    }

    /** As {@link #with}, out of the class path of this program. */
    static String join(@Nullable String own, String current) {
        Stream<String> library =
                Arrays.stream(current.split(File.pathSeparator)).filter(entry -> isLibrary(new File(entry).getName()));
        return Stream.concat(Stream.ofNullable(own), library).collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isLibrary(String file) {
        return NOT_THE_LIBRARY.stream().noneMatch(file::startsWith);
    }
}
