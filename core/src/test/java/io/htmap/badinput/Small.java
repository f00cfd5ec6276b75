package io.htmap.badinput;

import io.htmap.MapOptions;

/** Components that need little, so that two fit on any machine. A class of its own: it is not made on the node. */
final class Small {
    static final MapOptions OPTIONS = MapOptions.builder().memoryMb(64).build();

    private Small() {}
}
