package io.htmap.internal.capture;

import java.lang.reflect.Field;

/**
 * A field whose value serialization would silently drop.
 *
 * @param holder the object that has it, compared by identity
 * @param field declared by a superclass of the holder that is not serializable
 */
record LostField(Object holder, Field field) {}
