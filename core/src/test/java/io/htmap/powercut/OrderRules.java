package io.htmap.powercut;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The order that writes must keep: write, force, rename (or link), force of the folder, and only then say so. Looks at
 * operations alone, not at what readers could do without them.
 */
final class OrderRules {
    private final Recorder recorder;
    private final Predicate<String> matters;

    /** @param matters whether a file that is named so, without its folder, must not get lost */
    OrderRules(Recorder recorder, Predicate<String> matters) {
        this.recorder = recorder;
        this.matters = matters;
    }

    /** Returns what was done too early, a line each. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        Disk disk = new Disk();
        List<Operation> operations = recorder.operations();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            if (i >= recorder.durableFrom()) {
                check(i, operation, disk, violations);
            }
            disk.apply(operation);
        }
        return violations;
    }

    private void check(int at, Operation operation, Disk disk, List<String> violations) {
        if (operation instanceof Operation.Rename rename && disk.hasPendingContent(rename.file())) {
            violations.add(at + ": renamed to " + rename.to().name() + " before its content was forced");
        }
        if (operation instanceof Operation.Link link && disk.hasPendingContent(link.file())) {
            violations.add(at + ": linked to " + link.at().name() + " before its content was forced");
        }
        if (operation instanceof Operation.Said said) {
            for (String name : unforced(disk)) {
                violations.add(at + ": said '" + said.what() + "' before " + name + " was forced");
            }
        }
    }

    private Set<String> unforced(Disk disk) {
        Set<String> unforced = new TreeSet<>();
        for (Operation.Naming naming : disk.pendingNames()) {
            String name = nameOf(naming);
            if (matters.test(name)) {
                unforced.add("the folder of " + name);
            }
        }
        for (int file : disk.withPendingContent()) {
            recorder.recording().paths().forEach((path, named) -> {
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (named == file && matters.test(name)) {
                    unforced.add("the content of " + name);
                }
            });
        }
        return unforced;
    }

    private static String nameOf(Operation.Naming naming) {
        if (naming instanceof Operation.NewFile made) {
            return made.at().name();
        } else if (naming instanceof Operation.NewFolder made) {
            return made.at().name();
        } else if (naming instanceof Operation.Link link) {
            return link.at().name();
        } else if (naming instanceof Operation.Rename rename) {
            return rename.to().name();
        }
        return ((Operation.Unlink) naming).at().name();
    }
}
