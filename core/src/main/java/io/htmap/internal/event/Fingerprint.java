package io.htmap.internal.event;

/** A 64-bit number that tells events apart: FNV-1a with a final mix, never 0. */
final class Fingerprint {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private Fingerprint() {}

    static long of(byte[] bytes, int from, int to) {
        long hash = BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        hash = (hash ^ (hash >>> 32)) * MIX;
        return hash == 0 ? 1 : hash;
    }

    /** Of an event that has the same bytes as others. */
    static long another(long fingerprint, int number) {
        long hash = fingerprint + number * MIX;
        return hash == 0 ? 1 : hash;
    }

    /** Of an event that comes straight from its writer, as its bytes in the log will have it. */
    static long of(JobEvent event) {
        byte[] bytes = EventFormat.format(event);
        return of(bytes, 0, bytes.length - EventFormat.END.length() - 1);
    }
}
