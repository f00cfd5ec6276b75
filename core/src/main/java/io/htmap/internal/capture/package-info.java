/** Turns functions and inputs into bytes, refuses what cannot travel, and opens outputs through an allow-list. */
@NullMarked
package io.htmap.internal.capture;

import org.jspecify.annotations.NullMarked;
