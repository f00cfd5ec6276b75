/** What stands behind the resumable forms. */
package io.htmap.runtime.internal.state;
