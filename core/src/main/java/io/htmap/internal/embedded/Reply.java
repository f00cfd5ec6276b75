package io.htmap.internal.embedded;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.util.Map;

/**
 * What the scheduler answers.
 *
 * @param count how many components a request applied to
 * @param error one line why it was refused; empty text if it was not
 */
record Reply(int count, String error) {
    static Reply ok(int count) {
        return new Reply(count, "");
    }

    static Reply refused(String error) {
        return new Reply(0, error);
    }

    CheckedText toText(String version) {
        return new CheckedText(Map.of(
                "protocol",
                Integer.toString(Request.PROTOCOL),
                "version",
                version,
                "count",
                Integer.toString(count),
                "error",
                error));
    }

    static Reply parse(CheckedText text) throws DamagedRecordException {
        return new Reply((int) text.requireLong("count"), text.require("error"));
    }
}
