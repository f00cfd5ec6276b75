package io.htmap.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTypesTest {
    private final AllowedTypes none = AllowedTypes.parse(List.of());

    @Test
    void aPackageIsThatPackageOnly() {
        AllowedTypes types = none.plus(List.of("a.b"));
        assertThat(types.allows("a.b.C")).isTrue();
        assertThat(types.allows("a.b.C$D")).isTrue();
        assertThat(types.allows("[[La.b.C;")).isTrue();
        assertThat(types.allows("a.b.c.D")).isFalse();
        assertThat(types.allows("a.bc.D")).isFalse();
        assertThat(types.allows("a.C")).isFalse();
        assertThat(types.allows("[La.C;")).isFalse();
        assertThat(types.allows("C")).isFalse();
    }

    @Test
    void twoStarsTakeAllBelow() {
        AllowedTypes types = none.plus(List.of("a.b.**"));
        assertThat(types.allows("a.b.C")).isTrue();
        assertThat(types.allows("a.b.c.d.E")).isTrue();
        assertThat(types.allows("a.C")).isFalse();
        assertThat(types.allows("a.bc.D")).isFalse();
    }

    @Test
    void theUnnamedPackageIsAPackage() {
        AllowedTypes types = AllowedTypes.of(List.of(""), List.of());
        assertThat(types.toLines()).containsExactly("*");
        assertThat(types.allows("Counter")).isTrue();
        assertThat(types.allows("a.Counter")).isFalse();
    }

    @Test
    void insidesOfTheLibraryAreNeverAllowed() {
        AllowedTypes types = none.plus(List.of("io.htmap.**"));
        assertThat(types.allows("io.htmap.Mine")).isTrue();
        assertThat(types.allows("io.htmap.internal.store.X")).isFalse();
        assertThat(types.allows("io.htmap.runtime.internal.io.X")).isFalse();
    }

    @Test
    void linesComeBackAsTheyWere() {
        AllowedTypes types = AllowedTypes.of(List.of("", "a.b"), List.of("java.sql.SQLException"))
                .plus(List.of("c.**"));
        assertThat(types.toLines()).containsExactly("*", "a.b.*", "c.**", "java.sql.SQLException");
        assertThat(AllowedTypes.parse(types.toLines())).isEqualTo(types);
        assertThat(types.allows("java.sql.SQLException")).isTrue();
        assertThat(types.allows("java.sql.SQLWarning")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.util", "java", "javax.swing.**", "jdk.internal", "sun.misc", "com.sun", "io.htmap.internal"
            })
    void packagesOfTheJdkAndTheLibraryCannotBeAllowed(String name) {
        assertThatThrownBy(() -> none.plus(List.of(name)))
                .isInstanceOf(HtmapException.class)
                .hasMessage("option outputPackages: \"" + name
                        + "\" belongs to the JDK or to this library and cannot be allowed; return a type of your own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "**", "a..b", "a.*.b", "a-b", "a.b;", ".a", "a b"})
    void whatIsNoPackageIsRefused(String name) {
        assertThatThrownBy(() -> none.plus(List.of(name)))
                .isInstanceOf(HtmapException.class)
                .hasMessageStartingWith("option outputPackages: \"" + name + "\" is not a package");
    }

    @Test
    void linesThatAreNoTypesAreRefused() {
        assertThatThrownBy(() -> AllowedTypes.parse(List.of("a.*", "!b")))
                .isInstanceOf(HtmapException.class)
                .hasMessage("allowed types: \"!b\" is not a package or class");
    }
}
