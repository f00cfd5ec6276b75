package io.htmap.badinput;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program whose map leaves locked folders behind; with a second argument it has the scheduler take the map over. */
final class LockedFolders {
    private LockedFolders() {}

    public static void main(String[] arguments) throws Exception {
        try (Htmap htmap = Htmap.open(Path.of(arguments[0]))) {
            if (arguments.length > 1) {
                System.out.print("held " + htmap.load("locked").hold());
                return;
            }
            ComponentMap<Integer, Integer> map = htmap.map("locked", Work::locksFolders, List.of(1, 2), Small.OPTIONS);
            map.await(Duration.ofSeconds(60));
            System.out.print(map.id());
        } catch (HtmapException refusal) {
            System.out.print("refused: " + refusal.getMessage());
        }
    }
}
