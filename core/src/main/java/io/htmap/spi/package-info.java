/** What the library asks of a scheduler. For those who add one. */
@NullMarked
package io.htmap.spi;

import org.jspecify.annotations.NullMarked;
