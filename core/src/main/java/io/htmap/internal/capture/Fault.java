package io.htmap.internal.capture;

import java.io.InvalidClassException;
import java.io.NotSerializableException;
import org.jspecify.annotations.Nullable;

/** Why a value cannot travel. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String TOO_DEEP =
            "it is nested too deeply for Java serialization; use arrays or java.util collections";

    /** The field that would be lost, when that is the fault. */
    private final transient @Nullable LostField lost;

    private Fault(String reason, Throwable cause) {
        super(reason, cause);
        this.lost = cause instanceof LossyFields.LossException loss ? loss.lost() : null;
    }

    static Fault writing(Throwable e) {
        if (e instanceof NotSerializableException) {
            return new Fault(
                    "it is not serializable; declare the field that holds it transient, or make the value inside the"
                            + " function",
                    e);
        }
        if (e instanceof LossyFields.LossException) {
            return new Fault(e.getMessage(), e);
        }
        if (e instanceof StackOverflowError) {
            return new Fault(TOO_DEEP, e);
        }
        return new Fault("writing it throws " + oneLine(e), e);
    }

    static Fault reading(Throwable e) {
        if (e instanceof InvalidClassException invalid && isMissingConstructor(invalid)) {
            return new Fault(
                    "it can be written but not read back: the nearest superclass of " + invalid.classname
                            + " that is not serializable has no no-argument constructor that it can call; add one, or"
                            + " make that superclass serializable",
                    e);
        }
        if (e instanceof StackOverflowError) {
            return new Fault(TOO_DEEP, e);
        }
        return new Fault("it can be written but not read back: reading it throws " + oneLine(e), e);
    }

    /** Returns the field that would be lost, if that is the fault. */
    @Nullable
    LostField lost() {
        return lost;
    }

    /** Returns whether no part is to blame, only how many there are in a row. */
    boolean isTooDeep() {
        return getCause() instanceof StackOverflowError;
    }

    private static boolean isMissingConstructor(InvalidClassException e) {
        return e.classname != null && String.valueOf(e.getMessage()).endsWith("no valid constructor");
    }

    private static String oneLine(Throwable e) {
        return e.toString().lines().findFirst().orElse(e.getClass().getName());
    }
}
