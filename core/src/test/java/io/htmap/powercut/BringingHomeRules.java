package io.htmap.powercut;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Output, force, event, force; and only then is anything deleted that would be needed to do it again. */
final class BringingHomeRules {
    private final Recorder recorder;

    BringingHomeRules(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Returns what was done too early, a line each. */
    List<String> violations() {
        int log = fileNamed("events.log");
        int outputs = fileNamed("outputs/000000");
        List<String> violations = new ArrayList<>();
        Disk disk = new Disk();
        for (Operation operation : recorder.operations()) {
            if (operation instanceof Operation.Write write && write.file() == log && disk.hasPendingContent(outputs)) {
                violations.add("an event was written before the outputs were forced");
            }
            if (operation instanceof Operation.Unlink unlink
                    && unlink.at().name().equals("job")
                    && disk.hasPendingContent(log)) {
                violations.add("a scratch folder was deleted before the event log was forced");
            }
            disk.apply(operation);
        }
        return violations;
    }

    private int fileNamed(String end) {
        return recorder.recording().paths().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(end))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
