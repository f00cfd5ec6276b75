package io.htmap.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown: its fenced blocks, headings and links. */
record Page(Path file, List<String> lines) {
    /** The checkout. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    /**
     * A fenced block.
     *
     * @param info the words behind the fence, the language first
     * @param line where it starts, from 1
     */
    record Block(List<String> info, String text, int line) {
        boolean is(String language) {
            return !info.isEmpty() && info.get(0).equals(language);
        }

        boolean has(String word) {
            return info.contains(word);
        }
    }

    static Page read(Path file) throws IOException {
        return new Page(file, Files.readAllLines(file));
    }

    /** Returns the pages that people read: those in the root folder, and the manual. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                        .sorted()
                        .toList()) {
                    pages.add(read(file));
                }
            }
        }
        return pages;
    }

    String name() {
        return ROOT.relativize(file).toString();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                List<String> info = List.of(lines.get(i).substring(3).strip().split(" "));
                blocks.add(new Block(info, String.join("\n", lines.subList(i + 1, end)) + "\n", i + 1));
                i = end;
            }
        }
        return blocks;
    }

    /** Returns the lines outside blocks. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean inBlock = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                inBlock = !inBlock;
            } else if (!inBlock) {
                prose.add(line);
            }
        }
        return prose;
    }

    /** Returns what headings are called in links to them. */
    List<String> anchors() {
        return prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** Returns where its links lead. */
    List<String> links() {
        List<String> links = new ArrayList<>();
        for (String line : prose()) {
            Matcher link = LINK.matcher(line.replaceAll("`([^`]*)`\\]", "]"));
            while (link.find()) {
                links.add(link.group(1));
            }
        }
        return links;
    }

    /** Returns the short pieces of code in its text. */
    List<String> codeInText() {
        return prose().stream()
                .flatMap(line -> CODE.matcher(line).results())
                .map(found -> found.group().replace("`", ""))
                .toList();
    }
}
