package io.htmap.condor.internal;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.internal.store.Users;
import io.htmap.spi.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether HTCondor would run a map: its programs, its schedd, its slots. */
final class CondorCheck {
    private static final String SUBJECT = "HTCondor";
    private static final List<String> PROGRAMS = List.of(
            "condor_submit",
            "condor_q",
            "condor_history",
            "condor_hold",
            "condor_release",
            "condor_rm",
            "condor_suspend",
            "condor_continue",
            "condor_vacate_job",
            "condor_qedit",
            "condor_tail",
            "condor_config_val",
            "condor_status",
            "condor_version");
    private static final Pattern VERSION = Pattern.compile("CondorVersion: (\\d+)(\\.\\d+)*");
    /** The first stable ones whose jobs commit checkpoints by an exit code. */
    private static final int OLDEST = 9;

    private static final int OLDEST_JAVA = 17;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CondorTools tools;
    private final Schedd schedd;
    private final boolean isConfigured;
    private final boolean isChosen;

    /**
     * @param isConfigured whether this machine is set up for HTCondor
     * @param isChosen whether the map to come would go there
     */
    CondorCheck(Map<String, String> environment, boolean isConfigured, boolean isChosen) {
        this.tools = new CondorTools(environment, PATIENCE);
        this.schedd = new Schedd(tools, environment);
        this.isConfigured = isConfigured;
        this.isChosen = isChosen;
    }

    /** Where maps do not go there, nothing of it is worse than a warning. */
    List<Finding> findings(MapOptions request) {
        List<Finding> findings = all(request);
        return isChosen
                ? findings
                : findings.stream().map(CondorCheck::softened).toList();
    }

    private static Finding softened(Finding finding) {
        return finding.level() == Finding.Level.PROBLEM ? Finding.warning(finding.subject(), finding.text()) : finding;
    }

    private List<Finding> all(MapOptions request) {
        List<String> missing = PROGRAMS.stream()
                .filter(program -> tools.find(program).isEmpty())
                .toList();
        if (missing.size() == PROGRAMS.size()) {
            return List.of(absent());
        }
        if (!missing.isEmpty()) {
            return List.of(Finding.problem(
                    SUBJECT,
                    "of its programs, these are missing: " + String.join(", ", missing) + "; install them, or set "
                            + CondorTools.BIN_VARIABLE + " to the folder that has all"));
        }
        if (!isConfigured && !isChosen) {
            return List.of(
                    Finding.ok(SUBJECT, "its programs are here, but no configuration of it: maps run on this machine"));
        }
        return reached(request);
    }

    private Finding absent() {
        return isChosen
                ? Finding.problem(SUBJECT, "its programs are " + tools.notFound())
                : Finding.ok(SUBJECT, "not on this machine: maps run here");
    }

    private List<Finding> reached(MapOptions request) {
        List<Finding> findings = new ArrayList<>();
        findings.add(tried(SUBJECT, this::version));
        if (Users.me() == 0) {
            findings.add(Finding.problem("user", "you are root, whose jobs HTCondor refuses; be another user"));
        }
        findings.add(tried("schedd", this::queue));
        if (schedd.isElsewhere()) {
            findings.add(tried("schedd's files", this::files));
        }
        try {
            findings.addAll(slots(request));
        } catch (HtmapException e) {
            findings.add(Finding.problem("slots", e.getMessage() + "; is the pool's central manager there?"));
        }
        return findings;
    }

    /** Something that may fail. */
    private interface Trial {
        Finding run();
    }

    private static Finding tried(String subject, Trial trial) {
        try {
            return trial.run();
        } catch (HtmapException e) {
            return Finding.problem(subject, e.getMessage());
        }
    }

    private Finding version() {
        String text = tools.run("condor_version", List.of());
        Matcher version = VERSION.matcher(text);
        if (!version.find()) {
            return Finding.warning(SUBJECT, "tells no version: " + text.strip());
        }
        String number = version.group().substring(version.group().indexOf(' ') + 1);
        return Integer.parseInt(version.group(1)) < OLDEST
                ? Finding.problem(
                        SUBJECT, "version " + number + " commits no checkpoints; use " + OLDEST + ".0 or newer")
                : Finding.ok(SUBJECT, "version " + number);
    }

    private Finding queue() {
        long start = System.nanoTime();
        try {
            schedd.requireAnswer();
        } catch (HtmapException e) {
            return Finding.problem(
                    "schedd",
                    e.getMessage() + "; wait until it is back, or run maps on this machine with HTMAP_SCHEDULER=local");
        }
        String which = schedd.isElsewhere() ? String.join(" ", schedd.where()) : "of this machine";
        return Finding.ok("schedd", which + ", answers in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private Finding files() {
        new SharedHome(tools, schedd).check();
        return Finding.ok("schedd's files", "it says that it shares this machine's file system");
    }

    private List<Finding> slots(MapOptions request) {
        List<String> arguments = new ArrayList<>(schedd.pool());
        arguments.addAll(List.of("-constraint", Slots.CONSTRAINT, "-json", "-attributes", Slots.ATTRIBUTES));
        String here = config("OPSYS") + " " + config("ARCH");
        return Slots.of(Ads.ask(tools, "condor_status", arguments)).findings(request, here, OLDEST_JAVA);
    }

    private String config(String name) {
        return tools.run("condor_config_val", List.of(name)).strip();
    }
}
