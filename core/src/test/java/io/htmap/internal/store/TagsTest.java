package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.CorruptMapException;
import io.htmap.TagException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    @TempDir
    Path folder;

    private Home home;
    private Tags tags;

    @BeforeEach
    void open() {
        home = Homes.open(folder.resolve("home"));
        tags = new Tags(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a<b", "a>b", "a:b", "a\"b", "a|b", "a?b", "a*b", "a[b", "a]b", "a!b"})
    void refusesEachForbiddenCharacterByName(String tag) {
        assertThatThrownBy(() -> Tags.validate(tag))
                .isInstanceOf(TagException.class)
                .hasMessageStartingWith("tag '" + tag + "' contains '" + tag.charAt(1) + "'; a tag has no white space");
    }

    @Test
    void refusesWhiteSpaceAndControlCharactersReadably() {
        assertThatThrownBy(() -> Tags.validate("a b")).hasMessageStartingWith("tag 'a b' contains a space;");
        assertThatThrownBy(() -> Tags.validate("a\tb"))
                .hasMessageStartingWith("tag 'a.b' contains the character U+0009;");
        assertThatThrownBy(() -> Tags.validate("a\u00a0b")).hasMessageContaining("U+00A0");
        assertThatThrownBy(() -> Tags.validate("a\u0000b"))
                .hasMessageStartingWith("tag 'a.b' contains the character U+0000;");
    }

    @Test
    void refusesEmptyHiddenOptionLikeAndLongTags() {
        assertThatThrownBy(() -> Tags.validate("")).hasMessage("the tag is empty; give the map a name");
        assertThatThrownBy(() -> Tags.validate("..")).hasMessageContaining("starts with a dot");
        assertThatThrownBy(() -> Tags.validate("-x")).hasMessageContaining("starts with a dash");
        assertThatThrownBy(() -> Tags.validate("x".repeat(201))).hasMessageContaining("longer than 200 bytes");
        assertThatThrownBy(() -> Tags.validate("ü".repeat(101))).hasMessageContaining("longer than 200 bytes");
        assertThatThrownBy(() -> Tags.validate("a$$(Arch)")).hasMessageContaining("contains '$$('");
        Tags.validate("a$(Arch)$$");
        Tags.validate("x".repeat(200));
        Tags.validate("Größe-1.5_µm");
    }

    @Test
    void aClaimedTagLeadsToItsMapUntilItIsReleased() {
        String id = UUID.randomUUID().toString();
        assertThat(tags.find("run")).isEmpty();

        tags.claim("run", id);

        assertThat(tags.find("run")).contains(id);
        assertThat(tags.isTagged(id)).isTrue();
        assertThat(tags.isTagged(UUID.randomUUID().toString())).isFalse();
        tags.release("run");
        assertThat(tags.find("run")).isEmpty();
        tags.release("run");
    }

    @Test
    void aUsedTagIsRefusedAndKeepsItsMap() {
        String id = UUID.randomUUID().toString();
        tags.claim("run", id);

        assertThatThrownBy(() -> tags.claim("run", UUID.randomUUID().toString()))
                .isInstanceOf(TagException.class)
                .hasMessage(
                        "tag 'run' is used by another map; choose another, or remove that map with: htmap remove run");

        assertThat(tags.find("run")).contains(id);
        assertThat(home.tags()).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void ofManyWhoClaimATagOneWins() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            var claims = pool.invokeAll(IntStream.range(0, 32)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            tags.claim("run", UUID.randomUUID().toString());
                            return true;
                        } catch (TagException lost) {
                            return false;
                        }
                    })
                    .toList());
            int winners = 0;
            for (var claim : claims) {
                winners += claim.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void listsSortedAndWithoutHalfWrittenFiles() throws Exception {
        tags.claim("b", UUID.randomUUID().toString());
        tags.claim("a", UUID.randomUUID().toString());
        Files.writeString(home.tags().resolve(".c.123.tmp"), "half");

        assertThat(tags.list()).containsExactly("a", "b");
    }

    @Test
    void aDamagedTagFileIsNamedAndClaimsEveryMap() throws Exception {
        Files.writeString(home.tags().resolve("run"), "no uuid");

        assertThatThrownBy(() -> tags.find("run"))
                .isInstanceOf(CorruptMapException.class)
                .hasMessageContaining("tag file " + home.tags().resolve("run") + " is damaged")
                .hasMessageContaining("htmap remove --force run");
        assertThat(tags.isTagged(UUID.randomUUID().toString())).isTrue();
    }

    @Test
    void aTagFileThatCannotBeReadClaimsEveryMap() throws Exception {
        Files.createDirectory(home.tags().resolve("run"));

        assertThat(tags.isTagged(UUID.randomUUID().toString())).isTrue();
    }

    /** Half a character is no file name anywhere; in a locale without UTF-8, other letters are none either. */
    @Test
    void oneThatCannotBeAFileNameIsRefused() {
        assertThatThrownBy(() -> tags.claim("\ud800", UUID.randomUUID().toString()))
                .isInstanceOf(TagException.class)
                .hasMessageContaining("set LC_ALL to one with UTF-8");
        assertThatThrownBy(() -> tags.find("\ud800")).isInstanceOf(TagException.class);
    }

    @Test
    void theTagFileIsForItsOwnerOnly() throws Exception {
        tags.claim("run", UUID.randomUUID().toString());

        assertThat(Files.getPosixFilePermissions(home.tags().resolve("run")))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }
}
