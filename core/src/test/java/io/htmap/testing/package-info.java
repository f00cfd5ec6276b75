/** What tests with real processes share: a home folder of their own, faults, and functions whose every step is traced. */
package io.htmap.testing;
