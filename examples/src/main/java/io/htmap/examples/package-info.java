/** Programs to read, to run and to start from. */
package io.htmap.examples;
