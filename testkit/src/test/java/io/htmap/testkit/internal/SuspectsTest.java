package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import forgetful.Forgetful;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    @Test
    void areNotTheCheckersOwn() throws ReflectiveOperationException {
        Method function = Class.forName("Unpackaged").getDeclaredMethod("function");
        function.setAccessible(true);

        assertThat(Suspects.of(function.invoke(null))).containsExactly("Unpackaged calls Math.random()");
    }

    @Test
    void areCallsForTheTimeAndWhatNoStateKeeps() {
        assertThat(Suspects.of(Forgetful.function()))
                .containsExactlyInAnyOrder(
                        "Forgetful calls LocalDate.now()",
                        "Forgetful calls LocalDateTime.now()",
                        "Forgetful.State has the field table, which is transient: it is not saved",
                        "Forgetful.State has static instances of itself: a restored one is another object, which == tells"
                                + " apart",
                        "Forgetful.Phase has the field visits, which is not final: an enum's fields are not saved");
    }
}
