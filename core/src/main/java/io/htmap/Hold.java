package io.htmap;

import io.htmap.internal.attempt.HoldAdvice;

/**
 * Why a component is held.
 *
 * @param reason one line for people
 * @param code HTCondor's hold code, such as 1 for "on request" or 34 for "over its memory"
 * @param subcode HTCondor's hold subcode; its meaning depends on the code
 */
public record Hold(String reason, int code, int subcode) {
    /**
     * Returns what to do about it, in one line without a full stop, such as "give it more with 'htmap edit memory', then
     * release it". There is one for every hold; it is words for people, which may become better ones.
     */
    public String advice() {
        return HoldAdvice.of(code, subcode, reason);
    }
}
