/**
 * Map a function over inputs, on this machine or on a pool whose machines may vanish. Start at {@link io.htmap.Htmap};
 * inside the function, at {@code io.htmap.runtime.Component}.
 */
@NullMarked
package io.htmap;

import org.jspecify.annotations.NullMarked;
