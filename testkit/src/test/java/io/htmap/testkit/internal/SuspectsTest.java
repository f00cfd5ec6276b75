package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    @Test
    void areNotTheCheckersOwn() throws ReflectiveOperationException {
        Method function = Class.forName("Unpackaged").getDeclaredMethod("function");
        function.setAccessible(true);

        assertThat(Suspects.of(function.invoke(null))).containsExactly("Unpackaged calls Math.random()");
    }
}
