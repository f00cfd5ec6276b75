/** The command line: one class a subcommand, under {@link io.htmap.cli.HtmapCommand}. */
@NullMarked
package io.htmap.cli;

import org.jspecify.annotations.NullMarked;
