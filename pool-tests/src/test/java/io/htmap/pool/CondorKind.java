package io.htmap.pool;

import io.htmap.disruption.Kind;
import io.htmap.disruption.Moment;
import io.htmap.disruption.Outcome;
import java.util.ArrayList;
import java.util.List;

/** How a component loses its node on HTCondor, and what HTCondor logs of it. */
enum CondorKind implements Kind {
    VACATED(Commits.NEVER, Fault.VACATE),
    /** What it saves then is taken along, and has it not begin anew. */
    VACATED_BETWEEN_COMMITS(Commits.AT_EACH_SAVE, Fault.VACATE),
    HELD(Commits.NEVER, Fault.HOLD),
    /** Its JVM is killed; its script sees to it that what it saved comes home. */
    WORKER_KILLED(Commits.NEVER, Fault.KILL_WORKER),
    STARTER_KILLED(Commits.AT_EACH_SAVE, Fault.KILL_STARTER),
    /** HTCondor logs nothing of that but the next beginning. */
    SHADOW_KILLED(Commits.AT_EACH_SAVE, Fault.KILL_SHADOW),
    /** Without a signal and a grace period. */
    VACATED_FAST(Commits.AT_EACH_SAVE, Fault.VACATE_FAST),
    /** Those of all nodes. */
    STARTD_KILLED(Commits.AT_EACH_SAVE, Fault.KILL_STARTD),
    /** The next schedd finds the running component again. */
    SCHEDD_KILLED(Commits.NEVER, Fault.KILL_SCHEDD),
    /** The second time before it has saved again. */
    VACATED_TWICE(Commits.NEVER, Fault.VACATE, Fault.VACATE),
    /** Nothing but what the first attempt brought home is there for the third one. */
    VACATED_THEN_STARTER_KILLED(Commits.NEVER, Fault.VACATE, Fault.KILL_STARTER);

    /** When what was saved is sent to the access point. */
    enum Commits {
        NEVER,
        AT_EACH_SAVE
    }

    private final Commits commits;
    private final List<Fault> faults;

    CondorKind(Commits commits, Fault... faults) {
        this.commits = commits;
        this.faults = List.of(faults);
    }

    /** Returns what is done, to one attempt after the other. */
    List<Fault> faults() {
        return faults;
    }

    /** Returns whether it befalls all components at once. */
    boolean isForAll() {
        return faults.get(0).isForAll();
    }

    @Override
    public List<Loss> losses() {
        return faults.stream().flatMap(fault -> fault.loss(this).stream()).toList();
    }

    @Override
    public boolean lingers(int attempt) {
        return false;
    }

    /** The starter sees that the shadow is gone, and ends the job; nobody takes what that saves. */
    @Override
    public boolean mayBeTold(int attempt) {
        return attempt <= faults.size() && faults.get(attempt - 1) == Fault.KILL_SHADOW;
    }

    @Override
    public boolean losesWhatIsNotCommitted(int attempt) {
        return faults.get(attempt - 1).isHard();
    }

    @Override
    public boolean commitsEachSave() {
        return commits == Commits.AT_EACH_SAVE;
    }

    /** The schedd hears of an attempt's beginning a while later, or with its first commit; until then it numbers it wrong. */
    @Override
    public boolean suits(Moment moment) {
        return this != SHADOW_KILLED || moment != Moment.BEFORE_THE_FIRST_SAVE;
    }

    @Override
    public List<String> unwitnessed(Outcome outcome) {
        List<String> complaints = new ArrayList<>();
        for (Fault.Sign sign : Fault.Sign.values()) {
            int wanted = (int) faults.stream().filter(fault -> fault.has(sign)).count();
            int found = JobLog.count(outcome.events(), sign.event());
            boolean mayBe = faults.stream().anyMatch(fault -> fault.mayHave(sign));
            if (found != wanted && !(mayBe && found == 1)) {
                complaints.add(found + " and not " + wanted + " events " + sign);
            }
        }
        int begun = JobLog.count(outcome.events(), JobLog.EXECUTING);
        if (begun != losses().size() + 1) {
            complaints.add("begun " + begun + " times");
        }
        return complaints;
    }
}
