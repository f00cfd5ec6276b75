package io.htmap.internal.event;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All attempts of a map in columns, not in objects: a million attempts take 37 MB. Each row points to the attempt before
 * it of the same component.
 */
final class AttemptTable {
    static final int NONE = -1;
    static final byte OPEN = 0;

    /** Added to an end that the event did not state. */
    private static final byte GUESSED = 0x40;

    private static final AttemptEnd[] ENDS = AttemptEnd.values();
    private static final int FIRST_CAPACITY = 16;
    private static final String UNKNOWN_HOST = "unknown";

    final int[] last;
    final TextPool texts;
    int rows;
    long[] start = new long[FIRST_CAPACITY];
    long[] finish = new long[FIRST_CAPACITY];
    long[] millis = new long[FIRST_CAPACITY];
    int[] host = new int[FIRST_CAPACITY];
    int[] reason = new int[FIRST_CAPACITY];
    int[] before = new int[FIRST_CAPACITY];
    /** {@link #OPEN}, or the ordinal of the end plus 1, perhaps plus {@link #GUESSED}. */
    byte[] end = new byte[FIRST_CAPACITY];

    AttemptTable(int size, TextPool texts) {
        this.last = new int[size];
        Arrays.fill(last, NONE);
        this.texts = texts;
    }

    boolean isOpen(int component) {
        return last[component] != NONE && end[last[component]] == OPEN;
    }

    /** Returns how the component's last attempt ended; null if it goes on or there is none. */
    @Nullable
    AttemptEnd lastEnd(int component) {
        int row = last[component];
        return row == NONE || end[row] == OPEN ? null : endOf(row);
    }

    /** Marks the end of the component's last attempt as a guess. */
    void guessed(int component) {
        end[last[component]] |= GUESSED;
    }

    /** Corrects the end of the component's last attempt if it was a guess and not long ago. */
    void correct(int component, Instant since, AttemptEnd how, String why) {
        int row = last[component];
        if (row != NONE && (end[row] & GUESSED) != 0 && finish[row] >= since.toEpochMilli()) {
            end[row] = (byte) (how.ordinal() + 1);
            reason[row] = texts.numberOf(why);
        }
    }

    private AttemptEnd endOf(int row) {
        return ENDS[(end[row] & ~GUESSED) - 1];
    }

    void begin(int component, Instant time, String node) {
        if (rows == start.length) {
            resize(Math.max(rows + 1, rows + rows / 2));
        }
        start[rows] = time.toEpochMilli();
        millis[rows] = -1;
        host[rows] = texts.numberOf(node);
        before[rows] = last[component];
        last[component] = rows++;
    }

    /** Ends the component's last attempt, also one that had ended otherwise. */
    void end(int component, Instant time, AttemptEnd how, String why, EndFacts facts) {
        int row = last[component];
        finish[row] = time.toEpochMilli();
        end[row] = (byte) (how.ordinal() + 1);
        Exit exit = facts.exit();
        reason[row] = texts.numberOf(why.isEmpty() && exit != null ? exit.toString() : why);
        millis[row] = facts.millis();
    }

    /** Returns how many of the component's attempts began at a time, and none after it. */
    int countBegunAt(int component, Instant time) {
        int count = 0;
        for (int row = last[component]; row != NONE && start[row] == time.toEpochMilli(); row = before[row]) {
            count++;
        }
        return count;
    }

    int count(int component) {
        int count = 0;
        for (int row = last[component]; row != NONE; row = before[row]) {
            count++;
        }
        return count;
    }

    List<Attempt> of(int component) {
        int number = count(component);
        List<Attempt> attempts = new ArrayList<>(number);
        for (int row = last[component]; row != NONE; row = before[row]) {
            attempts.add(attempt(row, number--));
        }
        Collections.reverse(attempts);
        return attempts;
    }

    private Attempt attempt(int row, int number) {
        boolean over = end[row] != OPEN;
        return new Attempt(
                number,
                host[row] == 0 ? UNKNOWN_HOST : texts.text(host[row]),
                Instant.ofEpochMilli(start[row]),
                over ? Optional.of(Instant.ofEpochMilli(finish[row])) : Optional.empty(),
                over ? Optional.of(endOf(row)) : Optional.empty(),
                over && millis[row] >= 0 ? Optional.of(Duration.ofMillis(millis[row])) : Optional.empty(),
                texts.text(reason[row]));
    }

    void resize(int capacity) {
        start = Arrays.copyOf(start, capacity);
        finish = Arrays.copyOf(finish, capacity);
        millis = Arrays.copyOf(millis, capacity);
        host = Arrays.copyOf(host, capacity);
        reason = Arrays.copyOf(reason, capacity);
        before = Arrays.copyOf(before, capacity);
        end = Arrays.copyOf(end, capacity);
    }
}
