package io.htmap.internal.store;

import io.htmap.CorruptMapException;
import io.htmap.HtmapException;
import io.htmap.TagException;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of maps: a folder with one file a tag, which holds the UUID of the map. A map exists from the moment on at
 * which its tag file does.
 */
public final class Tags {
    private static final String FORBIDDEN = "/\\<>:\"|?*[]!";
    private static final int MAX_BYTES = 200;
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Path folder;

    /** The tags of a home folder. */
    public Tags(Home home) {
        this.folder = home.tags();
    }

    /**
     * Refuses what cannot be a tag.
     *
     * @throws TagException naming what is wrong
     */
    public static void validate(@Nullable String tag) {
        if (tag == null || tag.isEmpty()) {
            throw new TagException("the tag is " + (tag == null ? "null" : "empty") + "; give the map a name");
        }
        if (tag.length() > MAX_BYTES || tag.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new TagException("tag '" + printable(tag.substring(0, 20)) + "...' is longer than " + MAX_BYTES
                    + " bytes; choose a shorter one");
        }
        tag.codePoints().filter(Tags::isForbidden).findFirst().ifPresent(c -> {
            throw new TagException("tag '" + printable(tag) + "' contains " + describe(c)
                    + "; a tag has no white space, no control characters and none of " + FORBIDDEN);
        });
        if (tag.contains("$$(")) {
            throw new TagException(
                    "tag '" + tag + "' contains '$$(', which HTCondor replaces on its nodes; leave it out");
        }
        if (tag.startsWith(".")) {
            throw new TagException("tag '" + tag + "' starts with a dot; start it with a letter or a digit");
        }
        if (tag.startsWith("-")) {
            throw new TagException("tag '" + tag + "' starts with a dash and would look like an option; start it with"
                    + " a letter or a digit");
        }
    }

    /** Returns the map's UUID, if there is a map of this tag. */
    public Optional<String> find(String tag) {
        validate(tag);
        Path file = file(tag);
        try {
            String id = Files.readString(file).strip();
            if (!UUID_TEXT.matcher(id).matches()) {
                throw damaged(tag, file);
            }
            return Optional.of(id);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            throw damaged(tag, file);
        } catch (IOException e) {
            throw Problems.of("cannot read the tag file", file, e);
        }
    }

    /** In a locale without UTF-8 Java cannot name every file. */
    private Path file(String tag) {
        try {
            return folder.resolve(tag);
        } catch (InvalidPathException e) {
            throw new TagException(
                    "tag '" + printable(tag) + "' cannot be the name of a file in this locale; set LC_ALL to"
                            + " one with UTF-8, such as C.UTF-8, or choose another tag");
        }
    }

    private static CorruptMapException damaged(String tag, Path file) {
        return new CorruptMapException("tag file " + file
                + " is damaged: it does not hold a UUID; remove the map with: htmap remove --force " + tag);
    }

    /**
     * Gives a map its tag; this is the moment at which the map begins to exist.
     *
     * @throws TagException when somebody else has taken the tag
     */
    public void claim(String tag, String id) {
        try {
            DurableFiles.create(file(tag), (id + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            throw used(tag);
        } catch (IOException e) {
            throw Problems.of("cannot write the tag file", folder.resolve(tag), e);
        }
    }

    /** The refusal of a tag that is taken. */
    public static TagException used(String tag) {
        return new TagException("tag '" + tag + "' is used by another map; choose another, or remove that map with:"
                + " htmap remove " + tag);
    }

    /** Takes the tag away; this is the moment at which the map ceases to exist. Does nothing if there is none. */
    public void release(String tag) {
        try {
            DurableFiles.delete(file(tag));
        } catch (IOException e) {
            throw Problems.of("cannot delete the tag file", folder.resolve(tag), e);
        }
    }

    /** Takes the tag away if it is this map's. */
    public void releaseIfOf(String tag, String id) {
        if (holds(tag, id)) {
            release(tag);
        }
    }

    /** Returns all tags, sorted. */
    public List<String> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Problems.of("cannot list the tags", folder, e);
        }
    }

    /** Returns whether a map has a tag; looks through all tags. */
    public boolean isTagged(String id) {
        return list().stream().anyMatch(tag -> mayHold(tag, id));
    }

    private boolean mayHold(String tag, String id) {
        try {
            return holds(tag, id);
        } catch (HtmapException unreadable) {
            // nobody knows whose tag it is, so every map might have it
            return true;
        }
    }

    private boolean holds(String tag, String id) {
        return find(tag).filter(id::equals).isPresent();
    }

    private static boolean isForbidden(int c) {
        return FORBIDDEN.indexOf(c) >= 0
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c);
    }

    private static String describe(int c) {
        if (c == ' ') {
            return "a space";
        }
        return FORBIDDEN.indexOf(c) >= 0 ? "'" + (char) c + "'" : String.format("the character U+%04X", c);
    }

    private static String printable(String tag) {
        return tag.codePoints()
                .map(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                        ? '.'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
