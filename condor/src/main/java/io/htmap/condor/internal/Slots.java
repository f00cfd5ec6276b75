package io.htmap.condor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.htmap.MapOptions;
import io.htmap.spi.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The slots of a pool as they are when nothing runs on them, and whether a request fits into one. Pure. */
final class Slots {
    /** What is asked of the collector. */
    static final String ATTRIBUTES = "Name,TotalSlotCpus,TotalSlotMemory,TotalSlotDisk,Cpus,Memory,Disk,OpSys,Arch,"
            + "HasFileTransfer,HasSelfCheckpointTransfers,Start,HasJava,JavaVersion";

    /** A slot that was cut from another one comes and goes with its job. */
    static final String CONSTRAINT = "SlotType =!= \"Dynamic\"";

    private static final String SUBJECT = "slots";
    private static final int KB_PER_MB = 1024;

    /**
     * One slot, with all that its jobs may have together.
     *
     * @param system its system and processor, such as LINUX X86_64
     * @param takesFiles whether files can be sent to it, and checkpoints back from it
     * @param takesAll whether it has no condition of its own for jobs, as far as that can be told
     * @param java the version of the Java that it tells of; empty if it tells of none
     */
    record Slot(
            double cpus,
            double memoryMb,
            double diskMb,
            String system,
            boolean takesFiles,
            boolean takesAll,
            String java) {
        boolean fits(MapOptions request) {
            return cpus >= request.cpus().orElseThrow()
                    && memoryMb >= request.memoryMb().orElseThrow()
                    && diskMb >= request.diskMb().orElseThrow();
        }
    }

    private final List<Slot> all;

    Slots(List<Slot> all) {
        this.all = List.copyOf(all);
    }

    static Slots of(Iterable<JsonNode> ads) {
        List<Slot> slots = new ArrayList<>();
        for (JsonNode ad : ads) {
            slots.add(new Slot(
                    amount(ad, "Cpus"),
                    amount(ad, "Memory"),
                    amount(ad, "Disk") / KB_PER_MB,
                    ad.path("OpSys").asText() + " " + ad.path("Arch").asText(),
                    ad.path("HasFileTransfer").asBoolean()
                            && ad.path("HasSelfCheckpointTransfers").asBoolean(),
                    ad.path("Start").asBoolean(),
                    ad.path("HasJava").asBoolean() ? ad.path("JavaVersion").asText() : ""));
        }
        return new Slots(slots);
    }

    private static double amount(JsonNode ad, String resource) {
        JsonNode total = ad.path("TotalSlot" + resource);
        return (total.isNumber() ? total : ad.path(resource)).asDouble();
    }

    /**
     * Returns what a map may expect of them.
     *
     * @param here system and processor of the access point, which jobs ask for unless they say otherwise
     * @param neededJava the oldest Java that runs anything
     */
    List<Finding> findings(MapOptions request, String here, int neededJava) {
        if (all.isEmpty()) {
            return List.of(Finding.problem(
                    SUBJECT, "the pool has none: nothing would run until a node joins it; ask its administrators"));
        }
        List<Slot> able = all.stream()
                .filter(slot -> slot.takesFiles() && slot.system().equals(here))
                .toList();
        if (able.isEmpty()) {
            return List.of(Finding.problem(
                    SUBJECT,
                    "none of " + all.size() + " is a " + here
                            + " as this machine is, and takes files and sends checkpoints (HasFileTransfer,"
                            + " HasSelfCheckpointTransfers); there are: "
                            + systems()));
        }
        List<Slot> fitting = able.stream().filter(slot -> slot.fits(request)).toList();
        return fitting.isEmpty()
                ? List.of(Finding.problem(SUBJECT, tooSmall(request, able)))
                : List.of(
                        Finding.ok(
                                SUBJECT,
                                fitting.size() + " of " + all.size() + " could hold " + words(request)
                                        + conditions(fitting)),
                        java(fitting, neededJava));
    }

    /** A slot may take some jobs only, or some people's: that cannot be told from here. */
    private static String conditions(List<Slot> fitting) {
        long withOwn = fitting.stream().filter(slot -> !slot.takesAll()).count();
        return withOwn == 0
                ? ""
                : ", by size; " + withOwn + " of them have conditions of their own (START), not looked at";
    }

    private String systems() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        all.forEach(slot -> counts.merge(slot.system(), 1, Integer::sum));
        return counts.toString();
    }

    private static String tooSmall(MapOptions request, List<Slot> able) {
        return "none of " + able.size() + " could ever hold " + words(request) + "; the most that any has is "
                + most(able, Slot::cpus) + " cpus, " + most(able, Slot::memoryMb) + " MB of memory, "
                + most(able, Slot::diskMb) + " MB of disk: ask for less, or for such nodes";
    }

    private static long most(List<Slot> slots, ToDoubleFunction<Slot> amount) {
        return (long) slots.stream().mapToDouble(amount).max().orElse(0);
    }

    private static String words(MapOptions request) {
        return "cpus " + request.cpus().orElseThrow() + ", memory "
                + request.memoryMb().orElseThrow() + " MB, disk "
                + request.diskMb().orElseThrow() + " MB";
    }

    /** What slots tell of their Java is only a hint: not all do, and a job sees another PATH. */
    private static Finding java(List<Slot> slots, int needed) {
        String subject = "Java on nodes";
        long good =
                slots.stream().filter(slot -> feature(slot.java()) >= needed).count();
        String text = good + " of these " + slots.size() + " slots tell of a Java " + needed + " or newer";
        return good > 0
                ? Finding.ok(subject, text)
                : Finding.warning(
                        subject,
                        text + "; components need one on the node's PATH, or where the option javaHome says: try a map"
                                + " of one component");
    }

    /** Returns 8 of 1.8.0, 21 of 21.0.12.1, 0 of what is no version. */
    private static int feature(String version) {
        String first = version.replaceFirst("^1\\.", "").replaceFirst("\\D.*", "");
        return first.isEmpty() || first.length() > 4 ? 0 : Integer.parseInt(first);
    }
}
