package io.htmap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Off a node; on one, see the tests of the runner. */
class ComponentTest {
    @Test
    void knowsThatItIsOnNoNode() {
        assertThat(Component.onExecuteNode()).isFalse();
        assertThatIllegalStateException().isThrownBy(Component::index).withMessageContaining("Component.index()");
        assertThatIllegalStateException().isThrownBy(Component::attempt).withMessageContaining("Component.attempt()");
    }

    @Test
    void savesNothingOffANode() {
        assertThatCode(() -> Component.checkpoint("no/such/file")).doesNotThrowAnyException();
        assertThatCode(() -> Component.checkpoint(Path.of("no/such/file"))).doesNotThrowAnyException();
    }

    @Test
    void checksItsArgumentsOffANodeToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Component.checkpoint(new Path[0]))
                .withMessage("there is nothing to checkpoint: name at least one file or folder");
        assertThatIllegalArgumentException().isThrownBy(() -> Component.checkpoint((Path[]) null));
        assertThatIllegalArgumentException().isThrownBy(() -> Component.checkpoint((String[]) null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Component.checkpoint(Path.of("a"), null))
                .withMessage("path 1 to checkpoint is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Component.checkpoint("a", (String) null))
                .withMessage("path 1 to checkpoint is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Component.checkpoint(""))
                .withMessage("path 0 to checkpoint is empty; \".\" is the working directory");
        assertThatIllegalArgumentException().isThrownBy(() -> Component.checkpoint("a\0b"));
    }

    @Test
    void checksProgressOffANodeToo() {
        assertThatCode(() -> Component.progress(3, 10, "relaxing")).doesNotThrowAnyException();
        assertThatCode(() -> Component.progress(3, 0)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Component.progress(-1, 10))
                .withMessage("progress of -1 of 10: give numbers that are not negative");
        assertThatIllegalArgumentException().isThrownBy(() -> Component.progress(1, -10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Component.progress(1, 10, null))
                .withMessage("the note of the progress is null; it may be empty");
    }
}
