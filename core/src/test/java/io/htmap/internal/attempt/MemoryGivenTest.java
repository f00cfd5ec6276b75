package io.htmap.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.MapOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryGivenTest {
    private static String said(int code) {
        MapOptions options =
                MapOptions.builder().memoryMb(100).maxMemoryMb(5000).build().mergedOver(MapOptions.defaults());
        return MemoryGiven.inMegabytes(RequeueCode.reason(code).orElseThrow(), options);
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "1, 400", "4, 3200", "5, 5000"})
    void theLevelOfAnExitCodeIsToldInMegabytes(int level, long megabytes) {
        assertThat(said(RequeueCode.MORE_MEMORY + level))
                .isEqualTo("the function ran out of memory; it is given " + megabytes + " MB (option maxMemoryMb)");
    }

    @Test
    void itIsNeverMoreThanItMayHave() {
        MapOptions options =
                MapOptions.builder().memoryMb(100).maxMemoryMb(300).build().mergedOver(MapOptions.defaults());

        assertThat(MemoryGiven.inMegabytes(MemoryGiven.at(2), options)).contains(" 300 MB ");
    }

    @Test
    void otherReasonsStayAsTheyAre() {
        assertThat(MemoryGiven.inMegabytes("the JVM crashed", MapOptions.defaults()))
                .isEqualTo("the JVM crashed");
        assertThat(said(RequeueCode.TOO_LITTLE_MEMORY)).contains("its node had less memory");
    }
}
