package io.htmap.disruption;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** A state: the last step that is done, and the value after it. It can be made to stand still while it is written. */
final class Steps implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int step;
    private final long value;

    Steps(int step, long value) {
        this.step = step;
        this.value = value;
    }

    int step() {
        return step;
    }

    long value() {
        return value;
    }

    boolean isLast() {
        return step >= Moment.STEPS;
    }

    Steps next() {
        return new Steps(step + 1, Stage.current().step(step + 1, value));
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        Stage.current().writing(step);
    }
}
