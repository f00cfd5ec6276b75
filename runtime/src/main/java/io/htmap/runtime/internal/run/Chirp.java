package io.htmap.runtime.internal.run;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * HTCondor's Chirp: what a job may ask of the starter that watches over it, on the same machine. A request is a line of
 * words, in which a backslash goes before a space or a backslash; the answer is a line with a number, negative for a
 * refusal.
 */
final class Chirp {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LONGEST_ANSWER = 100;

    private final Path config;

    /** @param config the file that says where the starter listens, or null if that is not told */
    Chirp(String config, Path sandbox) {
        this.config = config == null ? sandbox.resolve(".chirp.config") : Path.of(config);
    }

    /**
     * Sets an attribute of the job in the starter; from there it travels with the next word to the access point.
     *
     * @param text only what stands for itself in a request and in a ClassAd's string
     */
    void setLater(String attribute, String text) throws IOException {
        String[] address = Files.readString(config).strip().split("\\s+", -1);
        if (address.length != 3) {
            throw new IOException("HTCondor's " + config + " does not have a host, a port and a cookie");
        }
        try (Socket starter = new Socket()) {
            starter.setSoTimeout(PATIENCE_MILLIS);
            starter.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])), PATIENCE_MILLIS);
            ask(starter, "cookie", address[2]);
            ask(starter, "set_job_attr_delayed", attribute + " \"" + text + "\"");
        } catch (IllegalArgumentException e) {
            throw new IOException("HTCondor's " + config + " has no port: " + address[1], e);
        }
    }

    private static void ask(Socket starter, String request, String words) throws IOException {
        starter.getOutputStream().write((request + " " + words + "\n").getBytes(StandardCharsets.US_ASCII));
        String answer = answer(starter.getInputStream());
        if (!answer.matches("[0-9]+")) {
            throw new IOException("HTCondor's starter answers '" + answer + "' to " + request);
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || answer.length() == LONGEST_ANSWER) {
                throw new EOFException("HTCondor's starter gives no answer: '" + answer + "'");
            }
            answer.append((char) next);
        }
        return answer.toString();
    }
}
