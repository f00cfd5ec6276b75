package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** Asks a map everything that can be asked, and compares with what it answered when all was well. */
final class Answers {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Map<String, Object> right = new LinkedHashMap<>();

    /** The questions, by name. */
    static Map<String, Function<ComponentMap<Integer, Integer>, Object>> questions(int size) {
        Map<String, Function<ComponentMap<Integer, Integer>, Object>> all = new LinkedHashMap<>();
        all.put("size", ComponentMap::size);
        all.put("options", map -> map.options().memoryMb().orElseThrow());
        all.put("statuses", ComponentMap::statuses);
        all.put("counts", ComponentMap::counts);
        all.put("isDone", ComponentMap::isDone);
        for (int i = 0; i < size; i++) {
            int component = i;
            all.put("input " + i, map -> map.input(component));
            all.put("status " + i, map -> map.status(component));
            all.put("attempts " + i, map -> map.attempts(component).stream()
                    .map(attempt -> attempt.number() + " " + attempt.how())
                    .toList());
            all.put("hold " + i, map -> map.holdReason(component).map(hold -> hold.code() + "." + hold.subcode()));
            all.put("error " + i, map -> map.error(component)
                    .map(error -> error.type() + ": " + error.message() + " " + error.attempt()));
            all.put("output " + i, map -> output(map, component));
            all.put("stdout " + i, map -> map.stdout(component));
            all.put("stdout of the first attempt " + i, map -> map.stdout(component, 1));
            all.put("stderr " + i, map -> map.stderr(component));
        }
        return all;
    }

    /** Remembers what a map answers. */
    static Answers of(ComponentMap<Integer, Integer> map) {
        Answers answers = new Answers();
        questions(map.size()).forEach((name, question) -> answers.right.put(name, question.apply(map)));
        return answers;
    }

    /**
     * Asks again: each answer is right, or a refusal of one clear line that names the damaged file.
     *
     * @param names the file's name, or parts of it, one of which a refusal must hold
     * @return how many answers were refused
     */
    int compare(ComponentMap<Integer, Integer> map, String... names) {
        List<String> wrong = new ArrayList<>();
        int[] refused = new int[1];
        questions((Integer) right.get("size")).forEach((name, question) -> {
            try {
                Object answer = inTime(name, () -> question.apply(map));
                if (!right.get(name).equals(answer)) {
                    wrong.add(name + ": " + answer + " instead of " + right.get(name));
                }
            } catch (HtmapException refusal) {
                refused[0]++;
                requireClear(refusal, names);
            }
        });
        assertThat(wrong).as("wrong answers").isEmpty();
        return refused[0];
    }

    /** A refusal has to be one clear line that names the file. */
    static void requireClear(HtmapException refusal, String... names) {
        String line = Refusals.checked(refusal);
        assertThat(names).as("%s, named in: %s", List.of(names), line).anySatisfy(name -> assertThat(line)
                .contains(name));
    }

    /** Fails if something does not end. */
    static <T> T inTime(String what, ThrowingSupplier<T> work) {
        Object[] outcome = new Object[1];
        RuntimeException[] refusal = new RuntimeException[1];
        assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    try {
                        outcome[0] = work.get();
                    } catch (RuntimeException e) {
                        refusal[0] = e;
                    } catch (Throwable e) {
                        throw new AssertionError(what, e);
                    }
                },
                what);
        if (refusal[0] != null) {
            throw refusal[0];
        }
        @SuppressWarnings("unchecked")
        T answer = (T) outcome[0];
        return answer;
    }

    private static Object output(ComponentMap<Integer, Integer> map, int component) {
        try {
            return map.getNow(component);
        } catch (io.htmap.ComponentErrorException | io.htmap.ComponentHeldException stuck) {
            return stuck.getMessage();
        }
    }
}
