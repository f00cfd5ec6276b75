package io.htmap.powercut;

/**
 * What a program did to files below one folder, in the order in which it took effect. Files and folders are named by
 * numbers, so that a write through an open file is told from one to the name that it once had; 0 is the folder itself.
 */
public sealed interface Operation {
    /** A name in a folder. */
    record Name(int folder, String name) {}

    /** A change of names; on a disk it is whole or not there at all. */
    sealed interface Naming extends Operation {}

    record NewFile(int file, Name at) implements Naming {}

    record NewFolder(int file, Name at) implements Naming {}

    record Link(int file, Name at) implements Naming {}

    record Unlink(int file, Name at) implements Naming {}

    record Rename(int file, Name from, Name to) implements Naming {}

    /** A change of a file's content. */
    sealed interface Filling extends Operation {
        int file();
    }

    record Write(int file, long offset, byte[] bytes) implements Filling {
        @Override
        public String toString() {
            return "Write[file=" + file + ", offset=" + offset + ", bytes=" + bytes.length + "]";
        }
    }

    record Truncate(int file, long size) implements Filling {}

    /**
     * A force of a file or folder.
     *
     * @param before how many operations there were when it began; it covers those and no later one
     */
    record Force(int file, int before) implements Operation {}

    /** The program has told somebody that something is done: from here on it must not get lost. */
    record Said(String what) implements Operation {}
}
