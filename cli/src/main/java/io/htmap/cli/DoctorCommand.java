package io.htmap.cli;

import io.htmap.MapOptions;
import io.htmap.internal.doctor.Doctor;
import io.htmap.spi.Finding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code htmap doctor}. */
@Command(
        name = "doctor",
        description = "Look for what could keep maps from running: Java, home folder, schedulers, slots. Fails if there"
                + " is a problem.")
final class DoctorCommand extends Subcommand {
    private static final String LINE = "%-8s %-16s %s";

    @Option(names = "--cpus", paramLabel = "N", description = "Look for a node with so many processors.")
    private @Nullable Integer cpus;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Look for a node with so much memory: 512MB, 2GB.")
    private @Nullable Long memoryMb;

    @Option(
            names = "--disk",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Look for a node with so much disk.")
    private @Nullable Long diskMb;

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(home().orElse(null), System.getenv()).examine(request());
        findings.forEach(this::print);
        long problems = count(findings, Finding.Level.PROBLEM);
        console().out().println("problems: " + problems + ", warnings: " + count(findings, Finding.Level.WARNING));
        return (problems == 0 ? ExitCode.SUCCESS : ExitCode.FAILED).code();
    }

    private MapOptions request() {
        MapOptions.Builder request = MapOptions.builder();
        if (cpus != null) {
            request.cpus(cpus);
        }
        if (memoryMb != null) {
            request.memoryMb(memoryMb);
        }
        if (diskMb != null) {
            request.diskMb(diskMb);
        }
        return request.build();
    }

    private void print(Finding finding) {
        String level = finding.level().name().toLowerCase(Locale.ROOT);
        String text = finding.text().replaceAll("\\s*\\R\\s*", "; ");
        console().out().println(String.format(LINE, level, finding.subject(), text));
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
