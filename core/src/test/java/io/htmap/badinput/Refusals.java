package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.htmap.HtmapException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every refusal has to be: one clear line of ours. */
final class Refusals {
    private static final int LONGEST = 900;

    private Refusals() {}

    /** Runs something that has to be refused, and returns the line. */
    static String lineOf(ThrowingCallable call) {
        Throwable refusal = catchThrowable(call);
        assertThat(refusal).as("the refusal").isInstanceOfAny(HtmapException.class, IndexOutOfBoundsException.class);
        return checked(refusal);
    }

    /** Returns a refusal's line, which has to be one, and clear. */
    static String checked(Throwable refusal) {
        String line = refusal.getMessage();
        assertThat(line)
                .as("message of %s", refusal)
                .isNotBlank()
                .hasSizeLessThan(LONGEST)
                .doesNotContain("\n", "\r", "\tat ")
                .doesNotContainPattern("java\\.(lang|io|nio|util|time)\\.[\\w.]*(Exception|Error)")
                .doesNotContainPattern("\\bnull\\b(?! ?;)(?!,)");
        return line;
    }
}
