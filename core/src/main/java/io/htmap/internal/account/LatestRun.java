package io.htmap.internal.account;

import io.htmap.spi.RerunFrom;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last time that a component was run again, if it ever was.
 *
 * @param firstAttempt its first attempt since then, which need not have begun; 1 if it was never run again
 * @param from what that one starts from
 * @param kept looks on the disk for the checkpoint of earlier attempts that this names; asked only where what attempts
 *     said of themselves does not tell
 */
public record LatestRun(int firstAttempt, RerunFrom from, Supplier<Optional<Base>> kept) {}
