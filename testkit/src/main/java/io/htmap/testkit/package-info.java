/**
 * For your own tests: proves that a function goes on where it was, whatever happens to its node. See
 * {@link io.htmap.testkit.Resumability}.
 */
package io.htmap.testkit;
