/** Collects the classes that a captured function needs on its node into content-addressed jars. */
@NullMarked
package io.htmap.internal.shipping;

import org.jspecify.annotations.NullMarked;
