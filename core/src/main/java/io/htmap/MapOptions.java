package io.htmap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a map asks of the scheduler. Immutable; made with {@link #builder()}. An option that was not set takes the value
 * of the options it is {@link #mergedOver merged over}, in the end that of {@link #defaults()}.
 *
 * <table>
 * <caption>Options and their defaults</caption>
 * <tr><th>option</th><th>default</th><th>meaning</th></tr>
 * <tr><td>cpus</td><td>1</td><td>processors of each component</td></tr>
 * <tr><td>memoryMb</td><td>512</td><td>memory of each component, in MiB; three quarters of it are Java heap, the rest is
 * left for threads, code and buffers</td></tr>
 * <tr><td>diskMb</td><td>1024</td><td>disk of each component, in MiB</td></tr>
 * <tr><td>gracePeriod</td><td>30 s</td><td>time between the polite signal of an eviction and the hard one</td></tr>
 * <tr><td>maxLosses</td><td>10</td><td>how often in a row a component may lose its node hard without having committed a
 * new checkpoint before it is held</td></tr>
 * <tr><td>maxEvictions</td><td>no limit</td><td>after how many evictions (it was told to leave, and left) a component is
 * held; released, it may have as many again</td></tr>
 * <tr><td>retries</td><td>0</td><td>how often a component whose function threw is run again, from its newest checkpoint,
 * before it is errored</td></tr>
 * <tr><td>retryDelay</td><td>10 s</td><td>how long the first retry waits at least; each further one waits twice as long,
 * but not more than an hour or, if that is longer, this</td></tr>
 * <tr><td>maxMemoryMb</td><td>{@code memoryMb}</td><td>a component that is out of memory is run again with twice as much,
 * up to this, in MiB, before it is held; not less than {@code memoryMb}</td></tr>
 * <tr><td>maxRunTime</td><td>no limit</td><td>how long the attempts of a component may run together before it is held;
 * released, it may run as long again</td></tr>
 * <tr><td>stallTimeout</td><td>no limit</td><td>how long a component may run without a checkpoint, a step of a resumable form or a
 * call of {@code Component.progress} that says something new before it is taken for stuck: it is evicted and tried again,
 * and held after {@code maxLosses} such ends in a row</td></tr>
 * <tr><td>commitInterval</td><td>30 min</td><td>on HTCondor: how long a checkpoint may stay on its node before a call of
 * {@code checkpoint} sends it to the access point, for which the function is started again; shorter loses less to a node
 * that is lost, longer interrupts less</td></tr>
 * <tr><td>jobLease</td><td>40 min</td><td>on HTCondor: how long a node may be silent before its components are given up
 * and run elsewhere</td></tr>
 * <tr><td>javaHome</td><td>the submitter's</td><td>Java installation that runs the components</td></tr>
 * <tr><td>scheduler</td><td>{@code auto}, or what the environment variable {@code HTMAP_SCHEDULER} says</td><td>who runs
 * the map: {@code local} for this machine, {@code condor} for HTCondor, {@code auto} for HTCondor where this machine is
 * configured for it, and else this machine</td></tr>
 * <tr><td>outputPackages</td><td>none</td><td>more packages whose classes may stand in outputs</td></tr>
 * </table>
 */
public final class MapOptions {
    private static final MapOptions DEFAULTS = builder()
            .cpus(1)
            .memoryMb(512)
            .diskMb(1024)
            .gracePeriod(Duration.ofSeconds(30))
            .maxLosses(10)
            .retries(0)
            .retryDelay(Duration.ofSeconds(10))
            .commitInterval(Duration.ofMinutes(30))
            .jobLease(Duration.ofMinutes(40))
            .build();

    private final @Nullable Integer cpus;
    private final @Nullable Long memoryMb;
    private final @Nullable Long diskMb;
    private final @Nullable Duration gracePeriod;
    private final @Nullable Integer maxLosses;
    private final @Nullable Integer maxEvictions;
    private final @Nullable Integer retries;
    private final @Nullable Duration retryDelay;
    private final @Nullable Long maxMemoryMb;
    private final @Nullable Duration maxRunTime;
    private final @Nullable Duration stallTimeout;
    private final @Nullable Duration commitInterval;
    private final @Nullable Duration jobLease;
    private final @Nullable Path javaHome;
    private final @Nullable String scheduler;
    private final Set<String> outputPackages;

    private MapOptions(Builder builder) {
        this.cpus = builder.cpus;
        this.memoryMb = builder.memoryMb;
        this.diskMb = builder.diskMb;
        this.gracePeriod = builder.gracePeriod;
        this.maxLosses = builder.maxLosses;
        this.maxEvictions = builder.maxEvictions;
        this.retries = builder.retries;
        this.retryDelay = builder.retryDelay;
        this.maxMemoryMb = builder.maxMemoryMb;
        this.maxRunTime = builder.maxRunTime;
        this.stallTimeout = builder.stallTimeout;
        this.commitInterval = builder.commitInterval;
        this.jobLease = builder.jobLease;
        this.javaHome = builder.javaHome;
        this.scheduler = builder.scheduler;
        this.outputPackages = Set.copyOf(builder.outputPackages);
    }

    /** Returns a builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the built-in options: those of the table that have a value of their own there. */
    public static MapOptions defaults() {
        return DEFAULTS;
    }

    /** Returns these options, with what is not set here taken from {@code base}; output packages are united. */
    public MapOptions mergedOver(MapOptions base) {
        Builder merged = builder();
        merged.cpus = cpus != null ? cpus : base.cpus;
        merged.memoryMb = memoryMb != null ? memoryMb : base.memoryMb;
        merged.diskMb = diskMb != null ? diskMb : base.diskMb;
        merged.gracePeriod = gracePeriod != null ? gracePeriod : base.gracePeriod;
        merged.maxLosses = maxLosses != null ? maxLosses : base.maxLosses;
        merged.maxEvictions = maxEvictions != null ? maxEvictions : base.maxEvictions;
        merged.retries = retries != null ? retries : base.retries;
        merged.retryDelay = retryDelay != null ? retryDelay : base.retryDelay;
        merged.maxMemoryMb = maxMemoryMb != null ? maxMemoryMb : base.maxMemoryMb;
        merged.maxRunTime = maxRunTime != null ? maxRunTime : base.maxRunTime;
        merged.stallTimeout = stallTimeout != null ? stallTimeout : base.stallTimeout;
        merged.commitInterval = commitInterval != null ? commitInterval : base.commitInterval;
        merged.jobLease = jobLease != null ? jobLease : base.jobLease;
        merged.javaHome = javaHome != null ? javaHome : base.javaHome;
        merged.scheduler = scheduler != null ? scheduler : base.scheduler;
        merged.outputPackages.addAll(outputPackages);
        merged.outputPackages.addAll(base.outputPackages);
        return merged.build();
    }

    /** Returns the processors of each component, if set. */
    public OptionalInt cpus() {
        return cpus == null ? OptionalInt.empty() : OptionalInt.of(cpus);
    }

    /** Returns the memory of each component in MiB, if set. */
    public OptionalLong memoryMb() {
        return memoryMb == null ? OptionalLong.empty() : OptionalLong.of(memoryMb);
    }

    /** Returns the disk of each component in MiB, if set. */
    public OptionalLong diskMb() {
        return diskMb == null ? OptionalLong.empty() : OptionalLong.of(diskMb);
    }

    /** Returns the time between the polite and the hard signal of an eviction, if set. */
    public Optional<Duration> gracePeriod() {
        return Optional.ofNullable(gracePeriod);
    }

    /** Returns how many hard losses in a row, without a new checkpoint between, a component may have; if set. */
    public OptionalInt maxLosses() {
        return maxLosses == null ? OptionalInt.empty() : OptionalInt.of(maxLosses);
    }

    /** Returns after how many evictions a component is held, if set. */
    public OptionalInt maxEvictions() {
        return maxEvictions == null ? OptionalInt.empty() : OptionalInt.of(maxEvictions);
    }

    /** Returns how often a component whose function threw is run again before it is errored, if set. */
    public OptionalInt retries() {
        return retries == null ? OptionalInt.empty() : OptionalInt.of(retries);
    }

    /** Returns how long the first retry waits at least, if set. */
    public Optional<Duration> retryDelay() {
        return Optional.ofNullable(retryDelay);
    }

    /** Returns how much memory a component that was out of memory may get at most, in MiB, if set. */
    public OptionalLong maxMemoryMb() {
        return maxMemoryMb == null ? OptionalLong.empty() : OptionalLong.of(maxMemoryMb);
    }

    /** Returns how long the attempts of a component may run together, if set. */
    public Optional<Duration> maxRunTime() {
        return Optional.ofNullable(maxRunTime);
    }

    /** Returns how long a component may say nothing new before it is taken for stuck, if set. */
    public Optional<Duration> stallTimeout() {
        return Optional.ofNullable(stallTimeout);
    }

    /** Returns how long a checkpoint may stay on its node before it is sent to the access point, if set. */
    public Optional<Duration> commitInterval() {
        return Optional.ofNullable(commitInterval);
    }

    /** Returns how long a node may be silent before it is given up, if set. */
    public Optional<Duration> jobLease() {
        return Optional.ofNullable(jobLease);
    }

    /** Returns the Java installation that runs the components, if set. */
    public Optional<Path> javaHome() {
        return Optional.ofNullable(javaHome);
    }

    /** Returns the name of the scheduler, or {@code auto}, if set; always the name in a map's own options. */
    public Optional<String> scheduler() {
        return Optional.ofNullable(scheduler);
    }

    /** Returns the packages, beside those found by themselves, whose classes may stand in outputs. */
    public Set<String> outputPackages() {
        return outputPackages;
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private @Nullable Integer cpus;
        private @Nullable Long memoryMb;
        private @Nullable Long diskMb;
        private @Nullable Duration gracePeriod;
        private @Nullable Integer maxLosses;
        private @Nullable Integer maxEvictions;
        private @Nullable Integer retries;
        private @Nullable Duration retryDelay;
        private @Nullable Long maxMemoryMb;
        private @Nullable Duration maxRunTime;
        private @Nullable Duration stallTimeout;
        private @Nullable Duration commitInterval;
        private @Nullable Duration jobLease;
        private @Nullable Path javaHome;
        private @Nullable String scheduler;
        private final Set<String> outputPackages = new TreeSet<>();

        private Builder() {}

        /**
         * @param cpus processors of each component, at least 1
         * @throws HtmapException when it is less
         */
        public Builder cpus(int cpus) {
            this.cpus = (int) OptionChecks.atLeast("cpus", cpus, 1);
            return this;
        }

        /**
         * @param memoryMb memory of each component in MiB, at least 64
         * @throws HtmapException when it is less
         */
        public Builder memoryMb(long memoryMb) {
            this.memoryMb = OptionChecks.atLeast("memoryMb", memoryMb, 64);
            return this;
        }

        /**
         * @param diskMb disk of each component in MiB, at least 1
         * @throws HtmapException when it is less
         */
        public Builder diskMb(long diskMb) {
            this.diskMb = OptionChecks.atLeast("diskMb", diskMb, 1);
            return this;
        }

        /**
         * @param gracePeriod time between the polite and the hard signal, not negative and at most a day
         * @throws HtmapException when it is out of that range
         */
        public Builder gracePeriod(Duration gracePeriod) {
            this.gracePeriod = OptionChecks.atMostADay("gracePeriod", gracePeriod);
            return this;
        }

        /**
         * @param commitInterval how long a checkpoint may stay on its node, not negative; 0 sends each one at once; at most
         *     36,500 days
         * @throws HtmapException when it is out of that range
         */
        public Builder commitInterval(Duration commitInterval) {
            this.commitInterval = OptionChecks.notNegative("commitInterval", commitInterval);
            return this;
        }

        /**
         * @param jobLease how long a node may be silent, at least 20 s, at most 36,500 days
         * @throws HtmapException when it is out of that range
         */
        public Builder jobLease(Duration jobLease) {
            this.jobLease = OptionChecks.atLeast("jobLease", jobLease, 20);
            return this;
        }

        /**
         * @param maxLosses hard losses in a row without a new checkpoint, at least 1
         * @throws HtmapException when it is less
         */
        public Builder maxLosses(int maxLosses) {
            this.maxLosses = (int) OptionChecks.atLeast("maxLosses", maxLosses, 1);
            return this;
        }

        /**
         * @param maxEvictions after how many evictions a component is held, at least 1
         * @throws HtmapException when it is less
         */
        public Builder maxEvictions(int maxEvictions) {
            this.maxEvictions = (int) OptionChecks.atLeast("maxEvictions", maxEvictions, 1);
            return this;
        }

        /**
         * @param retries how often a component whose function threw is run again, 0 to 1000
         * @throws HtmapException when it is out of that range
         */
        public Builder retries(int retries) {
            this.retries = OptionChecks.between("retries", retries, 0, 1000);
            return this;
        }

        /**
         * @param retryDelay how long the first retry waits at least, 0 s to 1 day
         * @throws HtmapException when it is out of that range
         */
        public Builder retryDelay(Duration retryDelay) {
            this.retryDelay = OptionChecks.atMostADay("retryDelay", retryDelay);
            return this;
        }

        /**
         * @param maxMemoryMb memory in MiB that a component which was out of memory may get at most, at least 64; one that
         *     is less than {@code memoryMb} is refused when the map is made
         * @throws HtmapException when it is less than 64
         */
        public Builder maxMemoryMb(long maxMemoryMb) {
            this.maxMemoryMb = OptionChecks.atLeast("maxMemoryMb", maxMemoryMb, 64);
            return this;
        }

        /**
         * @param maxRunTime how long the attempts of a component may run together, 1 s to 36,500 days
         * @throws HtmapException when it is out of that range
         */
        public Builder maxRunTime(Duration maxRunTime) {
            this.maxRunTime = OptionChecks.atLeast("maxRunTime", maxRunTime, 1);
            return this;
        }

        /**
         * @param stallTimeout how long a component may say nothing new, 1 s to 36,500 days
         * @throws HtmapException when it is out of that range
         */
        public Builder stallTimeout(Duration stallTimeout) {
            this.stallTimeout = OptionChecks.atLeast("stallTimeout", stallTimeout, 1);
            return this;
        }

        /**
         * @param javaHome Java installation that runs the components; its {@code bin/java} must exist by then
         * @throws HtmapException when it is null
         */
        public Builder javaHome(Path javaHome) {
            this.javaHome =
                    OptionChecks.given("javaHome", javaHome).toAbsolutePath().normalize();
            return this;
        }

        /**
         * @param scheduler who runs the map: {@code local}, {@code condor} or {@code auto}; what the environment variable
         *     {@code HTMAP_SCHEDULER} says then does not count
         * @throws HtmapException when it is blank; a name that nobody has is refused when the map is made
         */
        public Builder scheduler(String scheduler) {
            if (OptionChecks.given("scheduler", scheduler).isBlank()) {
                throw new HtmapException("option scheduler is blank; give a name, or auto");
            }
            this.scheduler = scheduler;
            return this;
        }

        /**
         * @param packages packages whose classes may stand in outputs, beside those found by themselves
         * @throws HtmapException when it is null, or one of them is
         */
        public Builder outputPackages(Collection<String> packages) {
            OptionChecks.given("outputPackages", packages)
                    .forEach(name -> outputPackages.add(OptionChecks.given("outputPackages", name)));
            return this;
        }

        /** Returns the options; later changes of the builder do not touch them. */
        public MapOptions build() {
            return new MapOptions(this);
        }
    }
}
