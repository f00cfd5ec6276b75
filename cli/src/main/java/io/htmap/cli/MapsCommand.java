package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A command that does the same to several maps; what fails for one does not keep it from the others. */
abstract class MapsCommand extends Subcommand {
    @Mixin
    private MapSelection selection = new MapSelection();

    @Override
    public Integer call() throws Exception {
        checkSelection();
        try (Htmap htmap = open()) {
            ExitCode result = ExitCode.SUCCESS;
            for (String tag : selected(htmap)) {
                try {
                    apply(htmap, tag);
                } catch (HtmapException e) {
                    report(e);
                    result = ExitCode.FAILED;
                }
            }
            return result.code();
        }
    }

    /** Refuses a command line that names no map. */
    void checkSelection() {
        selection.check();
    }

    /** Returns the tags to work on. */
    List<String> selected(Htmap htmap) {
        return selection.resolve(htmap);
    }

    final MapSelection selection() {
        return selection;
    }

    /** Works on one map. */
    void apply(Htmap htmap, String tag) throws Exception {
        apply(htmap.load(tag));
    }

    /** Works on one map, opened. */
    abstract void apply(ComponentMap<?, ?> map) throws Exception;
}
