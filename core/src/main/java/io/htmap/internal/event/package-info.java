/**
 * The event log, the truth about a map: HTCondor's user-log text, its parser and formatter, the fold from events to
 * states, and the saved state. One reader serves every scheduler.
 */
@NullMarked
package io.htmap.internal.event;

import org.jspecify.annotations.NullMarked;
