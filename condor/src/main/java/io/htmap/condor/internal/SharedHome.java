package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import java.util.List;

/** Whether a schedd elsewhere sees our home folder: its shadows write the event log and the outputs there. */
final class SharedHome {
    private static final String DOMAIN = "FILESYSTEM_DOMAIN";

    private final CondorTools tools;
    private final Schedd schedd;

    SharedHome(CondorTools tools, Schedd schedd) {
        this.tools = tools;
        this.schedd = schedd;
    }

    /** @throws SchedulerException when it does not */
    void check() {
        String here = tools.run("condor_config_val", List.of(DOMAIN)).strip();
        List<String> arguments = new java.util.ArrayList<>(schedd.where());
        arguments.add("-schedd");
        arguments.add(DOMAIN);
        String there = tools.run("condor_config_val", arguments).strip();
        if (!here.equals(there)) {
            throw new SchedulerException("the schedd " + String.join(" ", schedd.where())
                    + " does not share a file system with this machine (" + DOMAIN + " is " + there + " there and "
                    + here + " here), so it could not write into the home folder; work on the machine of that schedd,"
                    + " or have its administrator set the same " + DOMAIN + " where the home folder is shared");
        }
    }
}
