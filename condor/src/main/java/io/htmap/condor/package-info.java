/** Maps on an HTCondor pool: what may go wrong with HTCondor's own programs. */
@NullMarked
package io.htmap.condor;

import org.jspecify.annotations.NullMarked;
