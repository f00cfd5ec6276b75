/** The HTCondor scheduler. Nothing else starts a program of HTCondor's. */
@NullMarked
package io.htmap.condor.internal;

import org.jspecify.annotations.NullMarked;
