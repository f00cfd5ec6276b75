package io.htmap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a command writes.
 *
 * @param out for what was asked for
 * @param err for messages and progress
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param plain whether colours are unwanted even there
 */
public record Console(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, boolean plain) {
    /** Which of the two are terminals: Java cannot tell, so {@code bin/htmap} does. */
    private static final String TERMINALS = "htmap.cli.terminals";

    /** The console of this process; UTF-8 whatever the locale, as tags and outputs are. */
    public static Console ofThisProcess() {
        List<String> terminals = List.of(System.getProperty(TERMINALS, "").split(","));
        return new Console(
                new StandardOutput(),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                terminals.contains("out"),
                terminals.contains("err"),
                System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM")));
    }

    /** A console that nobody looks at: a file or a pipe. */
    public static Console of(PrintStream out, PrintStream err) {
        return new Console(out, err, false, false, true);
    }

    /** Writes text as it is, without a line end of its own. */
    public void raw(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Tells something to the person, on one line, beside the result. */
    public void say(String message) {
        err.println("htmap: " + Printable.line(message));
    }

    /** Returns whether nobody reads the output any more. */
    boolean hasLostItsReader() {
        return out instanceof StandardOutput standard && standard.hasLostItsReader();
    }
}
