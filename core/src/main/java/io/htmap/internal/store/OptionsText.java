package io.htmap.internal.store;

import io.htmap.MapOptions;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** A map's options as entries of its manifest. An option that a manifest does not have yet stays unset. */
final class OptionsText {
    private static final String PREFIX = "option.";

    private OptionsText() {}

    static void write(MapOptions options, SortedMap<String, String> values) {
        options.cpus().ifPresent(v -> values.put(PREFIX + "cpus", Integer.toString(v)));
        options.memoryMb().ifPresent(v -> values.put(PREFIX + "memoryMb", Long.toString(v)));
        options.diskMb().ifPresent(v -> values.put(PREFIX + "diskMb", Long.toString(v)));
        options.gracePeriod().ifPresent(v -> values.put(PREFIX + "gracePeriod", v.toString()));
        options.maxLosses().ifPresent(v -> values.put(PREFIX + "maxLosses", Integer.toString(v)));
        options.maxEvictions().ifPresent(v -> values.put(PREFIX + "maxEvictions", Integer.toString(v)));
        options.retries().ifPresent(v -> values.put(PREFIX + "retries", Integer.toString(v)));
        options.retryDelay().ifPresent(v -> values.put(PREFIX + "retryDelay", v.toString()));
        options.maxMemoryMb().ifPresent(v -> values.put(PREFIX + "maxMemoryMb", Long.toString(v)));
        options.maxRunTime().ifPresent(v -> values.put(PREFIX + "maxRunTime", v.toString()));
        options.stallTimeout().ifPresent(v -> values.put(PREFIX + "stallTimeout", v.toString()));
        options.commitInterval().ifPresent(v -> values.put(PREFIX + "commitInterval", v.toString()));
        options.jobLease().ifPresent(v -> values.put(PREFIX + "jobLease", v.toString()));
        options.javaHome().ifPresent(v -> values.put(PREFIX + "javaHome", v.toString()));
        values.put(PREFIX + "outputPackages", String.join(",", options.outputPackages()));
    }

    static MapOptions read(CheckedText text, String scheduler) throws DamagedRecordException {
        MapOptions.Builder options = MapOptions.builder()
                .cpus((int) text.requireLong(PREFIX + "cpus"))
                .memoryMb(text.requireLong(PREFIX + "memoryMb"))
                .diskMb(text.requireLong(PREFIX + "diskMb"))
                .gracePeriod(Duration.parse(text.require(PREFIX + "gracePeriod")))
                .scheduler(scheduler)
                .maxLosses((int) text.requireLong(PREFIX + "maxLosses"))
                .outputPackages(MapManifest.list(text.require(PREFIX + "outputPackages"), ","));
        readIfThere(text, "maxEvictions", Integer::valueOf, options::maxEvictions);
        readIfThere(text, "retries", Integer::valueOf, options::retries);
        readIfThere(text, "retryDelay", Duration::parse, options::retryDelay);
        readIfThere(text, "maxMemoryMb", Long::valueOf, options::maxMemoryMb);
        readIfThere(text, "maxRunTime", Duration::parse, options::maxRunTime);
        readIfThere(text, "stallTimeout", Duration::parse, options::stallTimeout);
        readIfThere(text, "commitInterval", Duration::parse, options::commitInterval);
        readIfThere(text, "jobLease", Duration::parse, options::jobLease);
        readIfThere(text, "javaHome", Path::of, options::javaHome);
        return options.build();
    }

    private static <T> void readIfThere(CheckedText text, String option, Function<String, T> parse, Consumer<T> set) {
        String value = text.get(PREFIX + option);
        if (value != null) {
            set.accept(parse.apply(value));
        }
    }
}
