/** What the end of an attempt means, on every scheduler. */
@NullMarked
package io.htmap.internal.attempt;

import org.jspecify.annotations.NullMarked;
