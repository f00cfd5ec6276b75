package io.htmap;

/**
 * Why a component is held.
 *
 * @param reason one line for people
 * @param code HTCondor's hold code, such as 1 for "on request" or 34 for "over its memory"
 * @param subcode HTCondor's hold subcode; its meaning depends on the code
 */
public record Hold(String reason, int code, int subcode) {}
