/** How the check is done: a test in the place of the scheduler, which ends real runner processes at exact places. */
@NullMarked
package io.htmap.testkit.internal;

import org.jspecify.annotations.NullMarked;
