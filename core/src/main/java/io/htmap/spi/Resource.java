package io.htmap.spi;

/** What of a component's request can be changed after its map was made. */
public enum Resource {
    /** Memory, as the option {@code memoryMb} has it. */
    MEMORY,
    /** Disk, as the option {@code diskMb} has it. */
    DISK
}
