package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.RequeueCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which exit codes run a job again, remove it, or hold it. */
class JobEndsTest {
    private static final Pattern ONE = Pattern.compile("ExitCode == (\\d+)");
    private static final Pattern RANGE = Pattern.compile("\\(ExitCode >= (\\d+) && ExitCode <= (\\d+)\\)");

    private static boolean holds(int code, MapOptions.Builder set) {
        String expression = JobEnds.hold(set.build().mergedOver(MapOptions.defaults()));
        return !ONE.matcher(expression).results().anyMatch(one -> code == Integer.parseInt(one.group(1)))
                && !isInRange(code, RANGE.matcher(expression));
    }

    private static boolean isInRange(int code, Matcher ranges) {
        return ranges.results()
                .anyMatch(
                        range -> code >= Integer.parseInt(range.group(1)) && code <= Integer.parseInt(range.group(2)));
    }

    private static MapOptions.Builder all() {
        return MapOptions.builder().retries(1).maxEvictions(1).memoryMb(100).maxMemoryMb(200);
    }

    /** As wrappers and containers return them: 128 and the number of the signal that ended the script. */
    @ParameterizedTest
    @ValueSource(ints = {129, 132, 134, 137, 139, 143, 152, 192})
    void aCodeThatIsNotTheScriptsIsHeldWhateverTheOptions(int code) {
        assertThat(holds(code, all())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 80, 85, 93})
    void thoseOfEveryMapAreNotHeld(int code) {
        assertThat(holds(code, MapOptions.builder())).isFalse();
    }

    @Test
    void eachOptionHasItsOwn() {
        MapOptions.Builder memory = MapOptions.builder().memoryMb(100).maxMemoryMb(200);

        assertOnlyWith(MapOptions.builder().maxEvictions(1), RequeueCode.EVICTED_TOO_OFTEN, RequeueCode.RETRY - 1);
        assertOnlyWith(MapOptions.builder().retries(1), RequeueCode.RETRY, RequeueCode.MORE_MEMORY - 1);
        assertOnlyWith(memory, RequeueCode.MORE_MEMORY, RequeueCode.LAST);
    }

    private static void assertOnlyWith(MapOptions.Builder set, int first, int last) {
        for (int code = 128; code <= 255; code++) {
            assertThat(holds(code, set)).as("code %d", code).isEqualTo(code < first || code > last);
            assertThat(holds(code, MapOptions.builder())).as("code %d", code).isTrue();
        }
    }
}
