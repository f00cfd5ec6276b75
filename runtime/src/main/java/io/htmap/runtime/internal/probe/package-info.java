/** How a test stops a runner at exact places, to let it lose its node there. */
package io.htmap.runtime.internal.probe;
