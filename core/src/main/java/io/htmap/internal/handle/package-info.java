/** What stands behind the public handles: making, reading, waiting for, cleaning and removing maps. */
@NullMarked
package io.htmap.internal.handle;

import org.jspecify.annotations.NullMarked;
