/** What the scheduler and the runner say to each other, in files of one scratch directory. Needs no class of the user. */
package io.htmap.runtime.internal.wire;
