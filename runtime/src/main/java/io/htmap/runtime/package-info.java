/**
 * What a mapped function uses on the execute node: {@link io.htmap.runtime.Component}. This module has no dependencies
 * and travels with every job.
 */
package io.htmap.runtime;
