package io.htmap.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A checkout with the real {@code bin}, where Maven is a script that notes each start and makes a tiny program. */
final class Checkout {
    private static final String PROGRAM =
            """
            package io.htmap.cli;
            public class Main {
                public static void main(String[] args) {
                    System.out.println(String.join("|", args) + " in " + System.getProperty("user.dir"));
                    System.exit(args.length);
                }
            }
            """;
    private static final String MAVEN =
            """
            #!/bin/sh
            echo wrapper >>maven.log
            [ ! -e broken ] || { echo 'a compiler error'; exit 1; }
            mkdir -p cli/target/dist/lib
            cp program.jar cli/target/htmap-cli.jar
            """;

    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    static Checkout in(Path root) throws IOException {
        copyBin(Path.of("..", "bin"), root.resolve("bin"));
        script(root.resolve("mvnw"), MAVEN);
        makeProgram(root);
        Checkout checkout = new Checkout(root);
        checkout.installMaven("3.6.2");
        return checkout;
    }

    private static void copyBin(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void makeProgram(Path root) throws IOException {
        Path source = Files.writeString(root.resolve("Main.java"), PROGRAM);
        Path classes = Files.createDirectory(root.resolve("classes"));
        int compiled =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        int packed = java.util.spi.ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        root.resolve("program.jar").toString(),
                        "-C",
                        classes.toString(),
                        ".");
        if (compiled != 0 || packed != 0) {
            throw new IllegalStateException("the tiny program was not made");
        }
    }

    /** Makes {@code git} folders that name this commit as the one that is checked out. */
    void checkOut(String commit) throws IOException {
        Path heads = Files.createDirectories(root.resolve(".git/refs/heads"));
        Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(heads.resolve("main"), commit + "\n");
    }

    /** Returns a line for each start of a Maven. */
    List<String> mavenLog() throws IOException {
        Path log = root.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** Installs a Maven of some version; it works like the wrapper's. */
    void installMaven(String version) throws IOException {
        Path maven = Files.createDirectories(root.resolve("tools")).resolve("mvn");
        script(
                maven,
                "#!/bin/sh\n[ \"$1\" != --version ] || { echo 'Apache Maven " + version + " (x)'; exit; }\n"
                        + "echo installed >>maven.log\nexec ./mvnw\n");
    }

    static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Starts a program; an installed Maven is too old, unless another one was installed. */
    Process start(Path program, Path folder, Path err, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", root.resolve("tools") + ":" + System.getenv("PATH"));
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        return process;
    }

    Invocation run(Path program, Path folder, String... args) throws IOException, InterruptedException {
        Path err = Files.createTempFile(root, "err", "");
        return ended(start(program, folder, err, args), err);
    }

    static Invocation ended(Process process, Path err) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Invocation(process.waitFor(), out, Files.readString(err));
    }
}
