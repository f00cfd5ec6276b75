package io.htmap.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java block of a page, as a source file that can be compiled. The words behind the fence tell what it is:
 *
 * <ul>
 *   <li>{@code java}: statements, in a method that has an open {@code Htmap} named {@code htmap};
 *   <li>{@code java members}: methods and types, which later blocks of the page may use;
 *   <li>{@code java file}: a whole file.
 * </ul>
 *
 * With {@code run} it is run too. Statements then print {@code true} and nothing else; what a file prints stands in the
 * next block, {@code text output}. With {@code same=PATH} it is the file at that path.
 */
record Snippet(Page page, Page.Block block, String packageName, String className, String source) {
    private static final String HEAD =
            """
            package %s;

            import io.htmap.*;
            import io.htmap.runtime.*;
            import io.htmap.testkit.*;
            import java.io.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;

            @SuppressWarnings("unused")
            public class %s %s{
            """;
    private static final String MAIN =
            """
            public static void main(String[] args) throws Exception {
                try (Htmap htmap = Htmap.open()) {
                    run(htmap);
                }
            }

            static void run(Htmap htmap) throws Exception {
            %s}
            """;

    /** Returns the snippets of a page; each fragment inherits the members before it. */
    static List<Snippet> of(Page page) {
        String packageName = "page." + page.name().replaceAll("[^A-Za-z]", "_");
        List<Snippet> snippets = new ArrayList<>();
        String above = "";
        for (Page.Block block : page.blocks()) {
            if (!block.is("java")) {
                continue;
            }
            if (block.has("file")) {
                snippets.add(new Snippet(page, block, "", nameOfFile(block), block.text()));
                continue;
            }
            String name = "Line" + block.line();
            String body = block.has("members") ? block.text() : MAIN.formatted(block.text());
            String source = HEAD.formatted(packageName, name, above) + body + "}\n";
            snippets.add(new Snippet(page, block, packageName, name, source));
            if (block.has("members")) {
                above = "extends " + name + " ";
            }
        }
        return snippets;
    }

    private static String nameOfFile(Page.Block block) {
        return block.text().replaceFirst("(?s).*?public class (\\w+).*", "$1");
    }

    /** Returns where its source goes. */
    Path file(Path folder) {
        return folder.resolve(packageName.replace('.', '/')).resolve(className + ".java");
    }

    String mainClass() {
        return packageName.isEmpty() ? className : packageName + "." + className;
    }

    /** Returns what it must print. */
    String expectedOutput() {
        if (!block.has("file")) {
            return "true\n";
        }
        return page.blocks().stream()
                .filter(next -> next.line() > block.line() && next.has("output"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Override
    public String toString() {
        return page.name() + ":" + block.line();
    }
}
