package io.htmap.internal.shipping;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names bytes by their SHA-256. */
final class Sha256 {
    private Sha256() {}

    /** Writes bytes to a stream. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Passes bytes on to a stream and returns their digest in hexadecimal. */
    static String tee(OutputStream out, Writing writing) throws IOException {
        DigestOutputStream digesting = new DigestOutputStream(out, newDigest());
        writing.to(digesting);
        digesting.flush();
        return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }

    /** Returns the digest of bytes in hexadecimal. */
    static String of(Writing writing) throws IOException {
        return tee(OutputStream.nullOutputStream(), writing);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
