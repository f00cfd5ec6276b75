package io.htmap.runtime.internal.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a function last said of how far it is, as an attribute of its HTCondor job: one word without quotes, spaces or
 * backslashes, which neither HTCondor's protocol nor its ClassAds change. Its longest note leaves it shorter than the 993
 * characters that the protocol takes.
 *
 * @param start when the attempt began, as the job ad's JobCurrentStartDate has it; 0 if that is not known. The attribute
 *     stays in the ad when the attempt has ended, so a reader must tell
 * @param said what it said
 */
public record JobAdProgress(long start, ProgressNote said) {
    /** Name of the attribute; HTCondor lets jobs set those that begin with Chirp, if nobody has changed that. */
    public static final String ATTRIBUTE = "ChirpHtmapProgress";

    /** Name of the job ad's attribute that tells one attempt from another. */
    public static final String START = "JobCurrentStartDate";

    private static final String FORMAT = "1";
    private static final String SEPARATOR = "/";
    private static final int PARTS = 6;

    /** Returns the attribute's text. */
    public String toText() {
        return String.join(
                SEPARATOR,
                FORMAT,
                Long.toString(start),
                Long.toString(said.done()),
                Long.toString(said.total()),
                Long.toString(said.atMillis()),
                URLEncoder.encode(said.note(), StandardCharsets.UTF_8));
    }

    /** Reads the attribute's text; empty if this version cannot, since anybody may set the attribute. */
    public static Optional<JobAdProgress> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != PARTS || !parts[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            String note = URLDecoder.decode(parts[5], StandardCharsets.UTF_8);
            ProgressNote said = new ProgressNote(number(parts[2]), number(parts[3]), note, number(parts[4]));
            return Optional.of(new JobAdProgress(number(parts[1]), said));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(String text) {
        long number = Long.parseLong(text);
        if (number < 0) {
            throw new IllegalArgumentException("negative: " + text);
        }
        return number;
    }
}
