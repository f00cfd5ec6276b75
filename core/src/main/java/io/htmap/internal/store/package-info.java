/** Map directories and what stands in them. */
@NullMarked
package io.htmap.internal.store;

import org.jspecify.annotations.NullMarked;
