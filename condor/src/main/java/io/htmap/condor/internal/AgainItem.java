package io.htmap.condor.internal;

/**
 * One component of a {@link Rerun}, as a line of the file that condor_submit reads.
 *
 * @param component which
 * @param input name of the file with its input
 * @param firstAttempt number of its first attempt since then
 * @param lastPinned number of the last checkpoint that is pinned, 0 if none is
 * @param saved the folder with its checkpoints, relative to the map directory
 * @param memoryMb what it asks for, in MiB
 * @param diskMb what it asks for, in MiB
 */
record AgainItem(
        int component, String input, int firstAttempt, int lastPinned, String saved, long memoryMb, long diskMb) {
    private static final int WORDS = 7;

    String line() {
        return component + ", " + input + ", " + firstAttempt + ", " + lastPinned + ", " + saved + ", " + memoryMb
                + ", " + diskMb + "\n";
    }

    /** @throws IllegalArgumentException when it is no such line */
    static AgainItem parse(String line) {
        String[] words = line.split(", ", -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException("'" + line + "' has not " + WORDS + " words");
        }
        return new AgainItem(
                Integer.parseInt(words[0]),
                words[1],
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                words[4],
                Long.parseLong(words[5]),
                Long.parseLong(words[6]));
    }
}
