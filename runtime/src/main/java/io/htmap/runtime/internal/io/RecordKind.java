package io.htmap.runtime.internal.io;

/** What a record holds. The codes are part of the format and never change. */
public enum RecordKind {
    /** A component's input, by Java serialization. */
    INPUT(1),
    /** A component's output, by Java serialization. */
    VALUE(2),
    /** A component's error report, readable without the user's classes. */
    ERROR(3),
    /** What an attempt wrote to its standard output. */
    STDOUT(4),
    /** What an attempt wrote to its standard error. */
    STDERR(5),
    /** The runner's own account of an attempt. */
    ACCOUNT(6),
    /** A map's function, by Java serialization; of no component. */
    FUNCTION(7),
    /** Closes what came of an attempt that left no output; has no payload. */
    END(8),
    /** The error report of an attempt after which the component was run again. */
    FAILURE(9);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    /** Returns the number that stands in the file. */
    public int code() {
        return code;
    }

    /** Returns whether the header is of this kind. */
    public boolean is(RecordHeader header) {
        return header.kind() == code;
    }
}
