/** Looks at this machine for what could keep maps from running. */
@NullMarked
package io.htmap.internal.doctor;

import org.jspecify.annotations.NullMarked;
