package io.htmap.disruption;

import java.util.ArrayList;
import java.util.List;

/** The generations that are kept of a component: the newest two that are not known to be damaged. */
final class Kept {
    private static final int MOST = 2;

    /** A generation, which step it holds, and whether a form around it saves that step again when it goes on from it. */
    private record Generation(int number, int step, boolean again, boolean whole) {}

    private final List<Generation> newestFirst = new ArrayList<>();
    private List<Generation> knownBad = List.of();

    Kept copy() {
        Kept copy = new Kept();
        copy.newestFirst.addAll(newestFirst);
        copy.knownBad = knownBad;
        return copy;
    }

    int size() {
        return newestFirst.size();
    }

    void save(int step) {
        save(step, false);
    }

    void save(int step, boolean again) {
        int number = newestFirst.isEmpty() ? 1 : newestFirst.get(0).number() + 1;
        newestFirst.removeAll(knownBad);
        newestFirst.add(0, new Generation(number, step, again, true));
        if (newestFirst.size() > MOST) {
            newestFirst.subList(MOST, newestFirst.size()).clear();
        }
    }

    /** An attempt begins: returns the step of the newest one that is whole, 0 for none, and the damaged before it. */
    int restore(List<Integer> skipped) {
        List<Generation> bad = new ArrayList<>();
        for (Generation generation : newestFirst) {
            if (generation.whole()) {
                break;
            }
            bad.add(generation);
            skipped.add(generation.number());
        }
        knownBad = bad;
        if (bad.size() == newestFirst.size()) {
            return 0;
        }
        Generation restored = newestFirst.get(bad.size());
        if (restored.again()) {
            save(restored.step());
        }
        return restored.step();
    }

    void wreck(Wreck wreck) {
        switch (wreck) {
            case NONE -> {
                // all stay as they are
            }
            case NEWEST_MISSING -> remove(0);
            case OLDER_SCRAMBLED -> damage(1);
            case BOTH_DAMAGED -> {
                damage(0);
                damage(1);
            }
            case NEWEST_TRUNCATED, NEWEST_SCRAMBLED, MANIFEST_SCRAMBLED -> damage(0);
        }
    }

    private void remove(int index) {
        if (index < newestFirst.size()) {
            newestFirst.remove(index);
        }
    }

    private void damage(int index) {
        if (index < newestFirst.size()) {
            Generation old = newestFirst.get(index);
            newestFirst.set(index, new Generation(old.number(), old.step(), old.again(), false));
        }
    }
}
