package io.htmap.testkit.internal;

import io.htmap.runtime.MapFunction;
import io.htmap.testkit.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The course of a check: undisturbed runs first, then losses, the simplest first. */
public final class Course {
    private static final Duration FIRST_LIMIT = Duration.ofMinutes(10);
    private static final Duration LEAST_LIMIT = Duration.ofSeconds(20);
    private static final int LIMIT_FACTOR = 10;

    private final MapFunction<?, ?> function;
    private final @Nullable Object input;
    private final Settings settings;
    private final Words words;

    private Course(MapFunction<?, ?> function, @Nullable Object input, Settings settings) {
        this.function = function;
        this.input = input;
        this.settings = settings;
        this.words = new Words(function, settings.seed());
    }

    public static Course of(MapFunction<?, ?> function, @Nullable Object input, Settings settings) {
        return new Course(function, input, settings);
    }

    /** Does it. */
    public Report run() throws IOException, InterruptedException {
        try (Job job = Job.make(function, input, settings)) {
            OutsideFiles outside = new OutsideFiles(settings.watched(), job.named());
            try {
                return run(job, outside);
            } finally {
                outside.leave();
            }
        }
    }

    private Report run(Job job, OutsideFiles outside) throws IOException, InterruptedException {
        OtherClock clock = new OtherClock(job.folder());
        Trial patient = new Trial(job, outside, clock, FIRST_LIMIT);
        Outcome scouted = scout(job, outside, patient);
        Outcome plain = returnedAgain(patient.run(Plan.UNDISTURBED, Profile.UNKNOWN), job);
        Outcome later = returnedLater(patient.run(Plan.UNDISTURBED_LATER, Profile.UNKNOWN));
        // a log with times, for instance
        Set<Path> varying = outside.forget(plain.outside().differences(later.outside()));
        Judge judge = new Judge(plain.without(varying), new Sameness(settings.same()));
        requireDeterministic(judge, scouted, later.without(varying));
        Profile profile = Profile.of(plain.last());
        if (profile.saves() == 0) {
            int saves = scouted.last().saves();
            throw saves > 0 ? words.savesNothingAgain(saves) : words.savesNothing();
        }
        Trial trial = new Trial(job, outside, clock, limit(plain, scouted));
        List<Plan> cases = Cases.of(profile, settings.seed(), settings.atMost());
        Losses losses = new Losses(trial, profile, judge, outside.isEmpty());
        Optional<Fault> fault = losses.run(cases);
        if (outside.isEmpty() && fault.flatMap(each -> fileOf(each, job)).isPresent()) {
            losses = new Losses(trial, profile, judge, false); // another run may have been to blame
            fault = losses.run(cases);
        }
        if (fault.isPresent()) {
            Fault shortest = losses.shrink(fault.get());
            throw words.doesNotResume(shortest, fileOf(shortest, job));
        }
        requireProgress(profile, losses, List.of(scouted, later));
        return losses.report(settings.seed());
    }

    /** The first run also shows which files the function writes elsewhere. */
    private Outcome scout(Job job, OutsideFiles outside, Trial trial) throws IOException, InterruptedException {
        Scouting scouting = new Scouting(job.folder());
        Outcome outcome = returned(trial.run(Plan.UNDISTURBED, Profile.UNKNOWN, scouting.options()));
        Map<Path, Long> written = scouting.writtenOutside(job.folder());
        if (!written.isEmpty()) {
            outside.noteWritten();
        }
        outside.changed().forEach(file -> written.putIfAbsent(file, 0L));
        for (Map.Entry<Path, Long> file : written.entrySet()) {
            if (settings.ignored().stream().noneMatch(file.getKey()::startsWith)) {
                outside.add(file.getKey(), file.getValue());
            }
        }
        return outcome;
    }

    private Outcome returned(Outcome outcome) {
        if (!outcome.returned()) {
            throw words.failsAlone(outcome);
        }
        return outcome;
    }

    /** What the run before left outside its working directory, or took away, nobody has put back. */
    private Outcome returnedAgain(Outcome outcome, Job job) {
        if (!outcome.returned()) {
            throw words.failsASecondTime(
                    outcome, FileInError.outside(job.folder(), outcome.last().trouble()));
        }
        return outcome;
    }

    private Outcome returnedLater(Outcome outcome) {
        if (!outcome.returned()) {
            throw words.failsByAnotherClock(outcome);
        }
        return outcome;
    }

    private static Optional<Path> fileOf(Fault fault, Job job) {
        return fault.kind() == Fault.Kind.END ? FileInError.outside(job.folder(), fault.what()) : Optional.empty();
    }

    private void requireDeterministic(Judge judge, Outcome scouted, Outcome later) throws IOException {
        Optional<Fault> different = judge.judgeResult(Plan.UNDISTURBED, scouted);
        if (different.isPresent()) {
            throw words.notDeterministic(different.get());
        }
        Optional<Fault> byClock = judge.judge(Plan.UNDISTURBED_LATER, later);
        if (byClock.isPresent()) {
            throw words.dependsOnTheClock(byClock.get());
        }
    }

    private Duration limit(Outcome plain, Outcome scouted) {
        long longest = Math.max(plain.nanos(), scouted.nanos());
        return LEAST_LIMIT.plus(settings.grace()).plusNanos(LIMIT_FACTOR * longest);
    }

    /** Where the number of saves depends on the time, it says nothing. */
    private void requireProgress(Profile profile, Losses losses, List<Outcome> others) {
        boolean steady = others.stream().allMatch(other -> other.saves() == profile.saves());
        Optional<Loss> loss = steady ? losses.thatLosesAll() : Optional.empty();
        if (loss.isPresent()) {
            throw words.neverGoesOn(profile.saves(), loss.get());
        }
    }
}
