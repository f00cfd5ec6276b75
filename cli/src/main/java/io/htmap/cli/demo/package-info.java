/** The demonstration: a counter is evicted twice, goes on where it was, and what happened is checked. */
@NullMarked
package io.htmap.cli.demo;

import org.jspecify.annotations.NullMarked;
