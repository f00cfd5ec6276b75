package io.htmap.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.wire.ScratchMarks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EndNoteTest {
    private static final String MARKS = "SX-092--" + "00000002" + "00000001" + "00000003" + "0000000001234567890"
            + "000000000012" + "000000000004" + "-".repeat(21);

    @Test
    void readsAttemptExitCodeAndMarks() throws Exception {
        EndNote note = EndNote.parse("3 92 " + MARKS);

        assertThat(note.attempt()).isEqualTo(3);
        assertThat(note.exit()).isEqualTo(92);
        assertThat(note.marks().started()).isTrue();
        assertThat(note.marks().exiting()).isTrue();
        assertThat(note.marks().lastGeneration()).isEqualTo(3);
    }

    @Test
    void aFunctionThatEndsItsProcessWithTheCodeOfACommitHasEnded() throws Exception {
        assertThat(EndNote.parse("3 85 " + MARKS.replace("092", "085")).isOfCommit())
                .isTrue();

        EndNote ended = EndNote.parse("3 85 " + MARKS.replace("092", "---"));
        assertThat(ended.isOfCommit()).isFalse();
        assertThat(ended.tellsEnd()).isTrue();
    }

    @Test
    void aRunnerThatNeverBeganLeavesNoMarks() throws Exception {
        assertThat(EndNote.parse("1 127 ").marks()).isEqualTo(ScratchMarks.BLANK_ONES);
        assertThat(EndNote.parse("1 127").marks()).isEqualTo(ScratchMarks.BLANK_ONES);
    }

    @Property(tries = 500)
    void whateverElseIsRefused(@ForAll String noise) {
        assertThatThrownBy(() -> EndNote.parse("x" + noise)).isInstanceOf(DamagedRecordException.class);
    }
}
