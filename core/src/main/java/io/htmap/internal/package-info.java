/** What is nobody else's business. */
@NullMarked
package io.htmap.internal;

import org.jspecify.annotations.NullMarked;
