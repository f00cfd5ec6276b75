package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * What the embedded scheduler may use of this machine: all processors and four fifths of the memory, unless the
 * environment says otherwise ({@code HTMAP_CPUS}, {@code HTMAP_MEMORY_MB}).
 *
 * @param cpus processors
 * @param memoryMb memory in MiB
 */
record Machine(int cpus, long memoryMb) {
    static final String CPUS = "HTMAP_CPUS";
    static final String MEMORY_MB = "HTMAP_MEMORY_MB";

    /** This machine, as the environment has it. */
    static Machine of(Map<String, String> environment) {
        return new Machine(
                (int) number(environment, CPUS, Runtime.getRuntime().availableProcessors()),
                number(environment, MEMORY_MB, physicalMb() * 4 / 5));
    }

    boolean fits(int wantedCpus, long wantedMb) {
        return wantedCpus <= cpus && wantedMb <= memoryMb;
    }

    Machine without(int usedCpus, long usedMb) {
        return new Machine(cpus - usedCpus, memoryMb - usedMb);
    }

    Machine with(int freedCpus, long freedMb) {
        return new Machine(cpus + freedCpus, memoryMb + freedMb);
    }

    private static long number(Map<String, String> environment, String name, long otherwise) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new HtmapException("environment variable " + name + " is '" + text + "'; give a whole number", e);
        }
        throw new HtmapException("environment variable " + name + " is " + text + "; give a number above 0");
    }

    private static long physicalMb() {
        var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return bean.getTotalMemorySize() >> 20;
    }
}
