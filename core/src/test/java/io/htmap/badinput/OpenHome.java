package io.htmap.badinput;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A program that uses a home folder, the default one if none is named, and tells how it went. With a gate it leaves a
 * component running.
 */
final class OpenHome {
    private OpenHome() {}

    public static void main(String[] arguments) throws TimeoutException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Htmap htmap = arguments.length == 0 ? Htmap.open() : Htmap.open(Path.of(arguments[0]))) {
            ComponentMap<Integer, Integer> map = htmap.map("tens", Work::tenfold, List.of(1, 2), Small.OPTIONS);
            map.await(Duration.ofSeconds(60));
            if (arguments.length > 1) {
                htmap.map("gated", Work.gatedIfNegative(arguments[1]), List.of(-3), Small.OPTIONS)
                        .awaitRunning(0);
            }
            out.print(htmap.home() + " " + map.get(0) + " " + map.get(1));
        } catch (HtmapException refusal) {
            out.print("refused: " + refusal.getMessage());
        }
    }
}
