package io.htmap.internal.account;

/**
 * What later work is built on: what an attempt had reached.
 *
 * @param attempt number of that attempt; 0 if it is built on nothing
 * @param millis how long that attempt had run by then
 */
public record Base(int attempt, long millis) {
    /** From scratch. */
    static final Base SCRATCH = new Base(0, 0);
}
