/** The runner: the process that carries one attempt of one component, and how it ends. */
package io.htmap.runtime.internal.run;
