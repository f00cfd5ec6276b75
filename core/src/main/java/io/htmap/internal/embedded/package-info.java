/** The embedded scheduler: one background process a home folder, and the client's side of it. */
@NullMarked
package io.htmap.internal.embedded;

import org.jspecify.annotations.NullMarked;
