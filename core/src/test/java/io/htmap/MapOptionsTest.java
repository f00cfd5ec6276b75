package io.htmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MapOptionsTest {
    private static final MapOptions UNSET = MapOptions.builder().build();

    /** An option with two values, and how to read it. */
    record Field(
            String name,
            UnaryOperator<MapOptions.Builder> one,
            UnaryOperator<MapOptions.Builder> other,
            Function<MapOptions, Object> read) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Field> fields() {
        return Stream.of(
                new Field("cpus", b -> b.cpus(2), b -> b.cpus(3), MapOptions::cpus),
                new Field("memoryMb", b -> b.memoryMb(200), b -> b.memoryMb(300), MapOptions::memoryMb),
                new Field("diskMb", b -> b.diskMb(20), b -> b.diskMb(30), MapOptions::diskMb),
                new Field(
                        "gracePeriod",
                        b -> b.gracePeriod(Duration.ofSeconds(2)),
                        b -> b.gracePeriod(Duration.ZERO),
                        MapOptions::gracePeriod),
                new Field("maxLosses", b -> b.maxLosses(2), b -> b.maxLosses(3), MapOptions::maxLosses),
                new Field("maxEvictions", b -> b.maxEvictions(2), b -> b.maxEvictions(3), MapOptions::maxEvictions),
                new Field("retries", b -> b.retries(2), b -> b.retries(0), MapOptions::retries),
                new Field(
                        "retryDelay",
                        b -> b.retryDelay(Duration.ofSeconds(2)),
                        b -> b.retryDelay(Duration.ZERO),
                        MapOptions::retryDelay),
                new Field("maxMemoryMb", b -> b.maxMemoryMb(200), b -> b.maxMemoryMb(300), MapOptions::maxMemoryMb),
                new Field(
                        "maxRunTime",
                        b -> b.maxRunTime(Duration.ofSeconds(2)),
                        b -> b.maxRunTime(Duration.ofSeconds(3)),
                        MapOptions::maxRunTime),
                new Field(
                        "stallTimeout",
                        b -> b.stallTimeout(Duration.ofSeconds(2)),
                        b -> b.stallTimeout(Duration.ofSeconds(3)),
                        MapOptions::stallTimeout),
                new Field(
                        "commitInterval",
                        b -> b.commitInterval(Duration.ofSeconds(2)),
                        b -> b.commitInterval(Duration.ZERO),
                        MapOptions::commitInterval),
                new Field(
                        "jobLease",
                        b -> b.jobLease(Duration.ofSeconds(20)),
                        b -> b.jobLease(Duration.ofSeconds(30)),
                        MapOptions::jobLease),
                new Field(
                        "javaHome",
                        b -> b.javaHome(Path.of("/a")),
                        b -> b.javaHome(Path.of("/b")),
                        MapOptions::javaHome),
                new Field("scheduler", b -> b.scheduler("local"), b -> b.scheduler("auto"), MapOptions::scheduler));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void eachFieldIsMerged(Field field) {
        MapOptions one = field.one().apply(MapOptions.builder()).build();
        MapOptions other = field.other().apply(MapOptions.builder()).build();

        assertThat(field.read().apply(one)).isNotEqualTo(field.read().apply(other));
        assertThat(field.read().apply(one.mergedOver(other)))
                .isEqualTo(field.read().apply(one));
        assertThat(field.read().apply(one.mergedOver(UNSET)))
                .isEqualTo(field.read().apply(one));
        assertThat(field.read().apply(UNSET.mergedOver(one)))
                .isEqualTo(field.read().apply(one));
        assertThat(field.read().apply(UNSET.mergedOver(UNSET)))
                .isEqualTo(field.read().apply(UNSET));
    }

    @Test
    void everyOptionIsInTheTableAbove() {
        long tested = fields().count() + 1; // outputPackages, below
        long declared = Stream.of(MapOptions.class.getDeclaredFields())
                .filter(field -> !java.lang.reflect.Modifier.isStatic(field.getModifiers()))
                .count();

        assertThat(tested).isEqualTo(declared);
    }

    @Test
    void outputPackagesAreUnited() {
        MapOptions a = MapOptions.builder().outputPackages(List.of("a", "b")).build();
        MapOptions b = MapOptions.builder().outputPackages(List.of("b", "c")).build();

        assertThat(a.mergedOver(b).outputPackages()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void theDefaultsAreAsDocumented() {
        MapOptions defaults = MapOptions.defaults();

        assertThat(defaults.cpus()).hasValue(1);
        assertThat(defaults.memoryMb()).hasValue(512);
        assertThat(defaults.diskMb()).hasValue(1024);
        assertThat(defaults.gracePeriod()).contains(Duration.ofSeconds(30));
        assertThat(defaults.maxLosses()).hasValue(10);
        assertThat(defaults.maxEvictions()).isEmpty();
        assertThat(defaults.retries()).hasValue(0);
        assertThat(defaults.retryDelay()).contains(Duration.ofSeconds(10));
        assertThat(defaults.maxMemoryMb()).isEmpty();
        assertThat(defaults.maxRunTime()).isEmpty();
        assertThat(defaults.stallTimeout()).isEmpty();
        assertThat(defaults.commitInterval()).contains(Duration.ofMinutes(30));
        assertThat(defaults.jobLease()).contains(Duration.ofMinutes(40));
        assertThat(defaults.javaHome()).isEmpty();
        assertThat(defaults.scheduler()).isEmpty();
        assertThat(defaults.outputPackages()).isEmpty();
    }

    @Test
    void aBuiltObjectDoesNotChangeWithItsBuilder() {
        MapOptions.Builder builder = MapOptions.builder().cpus(1).outputPackages(List.of("a"));
        MapOptions built = builder.build();
        builder.cpus(2).outputPackages(List.of("b"));

        assertThat(built.cpus()).hasValue(1);
        assertThat(built.outputPackages()).containsExactly("a");
    }

    @Test
    void nonsenseIsRefusedByName() {
        MapOptions.Builder builder = MapOptions.builder();

        assertThatThrownBy(() -> builder.cpus(0)).hasMessage("option cpus is 0; the least is 1");
        assertThatThrownBy(() -> builder.memoryMb(63)).hasMessage("option memoryMb is 63; the least is 64");
        assertThatThrownBy(() -> builder.diskMb(0)).hasMessage("option diskMb is 0; the least is 1");
        assertThatThrownBy(() -> builder.scheduler(" ")).hasMessage("option scheduler is blank; give a name, or auto");
        assertThatThrownBy(() -> builder.maxLosses(0)).hasMessage("option maxLosses is 0; the least is 1");
        assertThatThrownBy(() -> builder.maxEvictions(0)).hasMessage("option maxEvictions is 0; the least is 1");
        assertThatThrownBy(() -> builder.retries(-1))
                .hasMessage("option retries is -1; give a number between 0 and 1000");
        assertThatThrownBy(() -> builder.retries(1001)).isInstanceOf(HtmapException.class);
        assertThatThrownBy(() -> builder.retryDelay(Duration.ofSeconds(-1)))
                .hasMessage("option retryDelay is PT-1S; give a duration between 0 s and 1 day");
        assertThatThrownBy(() -> builder.maxMemoryMb(63)).hasMessage("option maxMemoryMb is 63; the least is 64");
        assertThatThrownBy(() -> builder.maxRunTime(Duration.ZERO))
                .hasMessage("option maxRunTime is PT0S; the least is 1 s");
        assertThatThrownBy(() -> builder.maxRunTime(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageStartingWith("option maxRunTime is PT")
                .hasMessageEndingWith("; the most is 36500 days");
        assertThatThrownBy(() -> builder.commitInterval(Duration.ofDays(36_501)))
                .hasMessageEndingWith("; the most is 36500 days");
        assertThatThrownBy(() -> builder.stallTimeout(Duration.ZERO))
                .hasMessage("option stallTimeout is PT0S; the least is 1 s");
        assertThatThrownBy(() -> builder.commitInterval(Duration.ofSeconds(-1)))
                .hasMessage("option commitInterval is PT-1S; give a duration of at least 0 s");
        assertThatThrownBy(() -> builder.jobLease(Duration.ofSeconds(19)))
                .hasMessage("option jobLease is PT19S; the least is 20 s");
        assertThatThrownBy(() -> builder.gracePeriod(Duration.ofSeconds(-1)))
                .hasMessage("option gracePeriod is PT-1S; give a duration between 0 s and 1 day");
        assertThatThrownBy(() -> builder.gracePeriod(Duration.ofDays(2))).isInstanceOf(HtmapException.class);
    }

    static List<Arguments> nulls() {
        MapOptions.Builder builder = MapOptions.builder();
        return List.of(
                arguments("gracePeriod", (ThrowingCallable) () -> builder.gracePeriod(null)),
                arguments("commitInterval", (ThrowingCallable) () -> builder.commitInterval(null)),
                arguments("jobLease", (ThrowingCallable) () -> builder.jobLease(null)),
                arguments("retryDelay", (ThrowingCallable) () -> builder.retryDelay(null)),
                arguments("maxRunTime", (ThrowingCallable) () -> builder.maxRunTime(null)),
                arguments("stallTimeout", (ThrowingCallable) () -> builder.stallTimeout(null)),
                arguments("javaHome", (ThrowingCallable) () -> builder.javaHome(null)),
                arguments("scheduler", (ThrowingCallable) () -> builder.scheduler(null)),
                arguments("outputPackages", (ThrowingCallable) () -> builder.outputPackages(null)),
                arguments("outputPackages", (ThrowingCallable)
                        () -> builder.outputPackages(Collections.singletonList(null))));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefused(String option, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(HtmapException.class)
                .hasMessage("option " + option + " is null; give a value, or leave it out");
    }
}
