/** Generations of a component's checkpoint: packed, checked, committed by one rename, restored by copying. */
package io.htmap.runtime.internal.checkpoint;
