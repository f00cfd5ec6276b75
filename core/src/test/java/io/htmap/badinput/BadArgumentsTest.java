package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.TagException;
import io.htmap.UnserializableException;
import io.htmap.runtime.MapFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot become a map is refused with one clear line, and leaves nothing behind. */
@Tag("process")
class BadArgumentsTest {
    private static final int MANY = 10_000;
    private static final int BAD = 5_000;

    @TempDir
    static Path folder;

    private static Htmap htmap;
    private SortedMap<String, String> before;

    @BeforeAll
    static void makeOneGoodMap() throws Exception {
        htmap = Htmap.open(folder.resolve("home"));
        htmap.map("good", Work::tenfold, List.of(1)).await(Duration.ofSeconds(60));
    }

    @AfterAll
    static void stopScheduler() throws Exception {
        htmap.close();
        Schedulers.stop(htmap.home());
    }

    @BeforeEach
    void list() {
        org.awaitility.Awaitility.await().until(() -> Listing.of(htmap.home()).keySet().stream()
                .noneMatch(name -> name.matches("(queue|execute)/.+")));
        before = Listing.of(htmap.home());
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(Listing.of(htmap.home())).isEqualTo(before);
        assertThat(htmap.tags()).containsExactly("good");
        assertThat(htmap.<Integer, Integer>load("good").get(0)).isEqualTo(10);
    }

    @Test
    void noInputs() {
        assertThat(Refusals.lineOf(() -> htmap.map("empty", Work::tenfold, List.of())))
                .isEqualTo("map 'empty' has no inputs; give at least one");
    }

    @Test
    void nullInputs() {
        assertThat(Refusals.lineOf(() -> htmap.map("nothing", Work::tenfold, null)))
                .contains("the inputs of map 'nothing' are null", "give");
    }

    @Test
    void inputsWithoutIterator() {
        assertThat(Refusals.lineOf(() -> htmap.map("odd", Work::tenfold, () -> null)))
                .contains("the inputs of map 'odd'", "no iterator");
    }

    @Test
    void nullFunction() {
        assertThat(Refusals.lineOf(() -> htmap.map("nothing", null, List.of(1))))
                .contains("the function is null", "give");
    }

    @Test
    void nullOptions() {
        assertThat(Refusals.lineOf(() -> htmap.map("nothing", Work::tenfold, List.of(1), null)))
                .contains("the options of map 'nothing' are null", "MapOptions.builder()");
    }

    @Test
    void lessMemoryAtMostThanAtFirst() {
        MapOptions options = MapOptions.builder().memoryMb(600).maxMemoryMb(599).build();

        assertThat(Refusals.lineOf(() -> htmap.map("nothing", Work::tenfold, List.of(1), options)))
                .isEqualTo(
                        "option maxMemoryMb is 599, less than memoryMb, which is 600; give at least as much, or leave"
                                + " it out");
    }

    @Test
    void usedTag() {
        assertThat(Refusals.lineOf(() -> htmap.map("good", Work::tenfold, List.of(1))))
                .contains("tag 'good' is used", "choose another", "htmap remove good");
    }

    @Test
    void nullAndEmptyTags() {
        assertThat(Refusals.lineOf(() -> htmap.map(null, Work::tenfold, List.of(1))))
                .contains("the tag is null", "give the map a name");
        assertThat(Refusals.lineOf(() -> htmap.map("", Work::tenfold, List.of(1))))
                .contains("the tag is empty", "give the map a name");
        assertThat(Refusals.lineOf(() -> htmap.load(null))).contains("the tag is null");
        assertThat(Refusals.lineOf(() -> htmap.forceRemove(null))).contains("the tag is null");
    }

    static Stream<String> forbidden() {
        Stream<String> visible = "/\\<>:\"|?*[]!".codePoints().mapToObj(Character::toString);
        Stream<String> blank =
                Stream.of(" ", "\t", "\n", "\r", "\u0000", "\u0007", "\u007f", "\u0085", "\u00a0", "\u2028");
        return Stream.concat(visible, blank);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void forbiddenCharacters(String character) {
        for (String tag : List.of("a" + character + "b", character + "a", "a" + character)) {
            assertThatThrownBy(() -> htmap.map(tag, Work::tenfold, List.of(1))).isInstanceOf(TagException.class);
            assertThat(Refusals.lineOf(() -> htmap.map(tag, Work::tenfold, List.of(1))))
                    .contains("tag '", "contains", "a tag has no white space");
            assertThat(Refusals.lineOf(() -> htmap.load(tag))).contains("contains");
            assertThat(Refusals.lineOf(() -> htmap.forceRemove(tag))).contains("contains");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "..", ".", "-rf", "--force"})
    void misleadingBeginnings(String tag) {
        assertThat(Refusals.lineOf(() -> htmap.map(tag, Work::tenfold, List.of(1))))
                .contains("tag '" + tag + "' starts with a", "start it with a letter or a digit");
    }

    @Test
    void tooLongTags() {
        for (String tag : List.of("x".repeat(201), "ü".repeat(101), "x".repeat(100_000))) {
            assertThat(Refusals.lineOf(() -> htmap.map(tag, Work::tenfold, List.of(1))))
                    .contains("is longer than 200 bytes", "choose a shorter one")
                    .hasSizeLessThan(200);
        }
    }

    @Test
    void tagsAtTheLimitAndInEveryScriptAreFine() throws Exception {
        for (String tag : List.of("x".repeat(200), "größe-Δt_名前.v2", "a-b", "1", "~", "#tag", "a.b", "\ud83d\ude00")) {
            htmap.map(tag, Work::tenfold, List.of(4)).remove();
        }
    }

    @Test
    void unserializableFunction() {
        Object captured = new Object();
        MapFunction<Integer, Integer> function = input -> captured.hashCode();

        assertThatThrownBy(() -> htmap.map("bad", function, List.of(1))).isInstanceOf(UnserializableException.class);
        assertThat(Refusals.lineOf(() -> htmap.map("bad", function, List.of(1))))
                .contains("function", "java.lang.Object");
    }

    @Test
    void unserializableInputInTheMiddle() {
        Iterable<Object> inputs = () -> IntStream.range(0, MANY)
                .mapToObj(i -> i == BAD ? new Object() : (Object) i)
                .iterator();

        assertThat(Refusals.lineOf(() -> htmap.map("bad", input -> 1, inputs)))
                .contains("input " + BAD, "java.lang.Object");
    }

    @Test
    void iteratorThatThrowsInTheMiddle() {
        IllegalStateException own = new IllegalStateException("the file of inputs ends early");
        Iterable<Integer> inputs = () -> throwingAt(BAD, own);

        assertThatThrownBy(() -> htmap.map("bad", Work::tenfold, inputs)).isSameAs(own);
    }

    @Test
    void impossibleOptions() {
        assertThat(Refusals.lineOf(() -> htmap.map(
                        "big",
                        Work::tenfold,
                        List.of(1),
                        MapOptions.builder().cpus(10_000).build())))
                .contains("option cpus is 10000", "ask for less");
        assertThat(Refusals.lineOf(() -> htmap.map(
                        "big",
                        Work::tenfold,
                        List.of(1),
                        MapOptions.builder().memoryMb(1L << 40).build())))
                .contains("option memoryMb is", "ask for less");
        assertThat(Refusals.lineOf(() -> htmap.map(
                        "far",
                        Work::tenfold,
                        List.of(1),
                        MapOptions.builder().javaHome(folder.resolve("none")).build())))
                .contains("option javaHome", folder.resolve("none").toString());
    }

    @Test
    void unknownTag() {
        assertThat(Refusals.lineOf(() -> htmap.load("godo")))
                .contains("no map 'godo'", htmap.home().toString(), "htmap tags");
        assertThat(Refusals.lineOf(() -> htmap.forceRemove("godo"))).contains("no map 'godo'");
    }

    @Test
    void interruptedWhileMaking() throws Exception {
        Iterable<Integer> inputs = () -> {
            Thread.currentThread().interrupt();
            return IntStream.range(0, MANY).iterator();
        };
        Throwable[] outcome = new Throwable[1];
        Thread maker = new Thread(() -> {
            try {
                htmap.map("stopped", Work::tenfold, inputs);
            } catch (RuntimeException e) {
                outcome[0] = e;
            }
        });
        maker.start();
        maker.join();

        assertThat(outcome[0]).isInstanceOf(HtmapException.class);
        assertThat(Refusals.checked(outcome[0])).contains("interrupted", "'stopped'");
    }

    @Test
    void handleOfARemovedMap() throws Exception {
        ComponentMap<Integer, Integer> map = htmap.map("short", Work::tenfold, List.of(1));
        map.remove();

        assertThat(Refusals.lineOf(() -> map.status(0))).isEqualTo("map 'short' was removed");
        assertThat(Refusals.lineOf(() -> map.get(0))).isEqualTo("map 'short' was removed");
        assertThat(Refusals.lineOf(map::vacate)).isEqualTo("map 'short' was removed");
        assertThat(Refusals.lineOf(map::remove)).isEqualTo("map 'short' was removed");
        assertThat(Refusals.lineOf(() -> map.input(0))).isEqualTo("map 'short' was removed");
    }

    private static Iterator<Integer> throwingAt(int place, RuntimeException failure) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> {
                    if (i == place) {
                        throw failure;
                    }
                    return i;
                })
                .iterator();
    }
}
