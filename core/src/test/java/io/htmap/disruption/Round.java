package io.htmap.disruption;

import java.util.ArrayList;
import java.util.List;

/** Which cases are played, and what is wanted of them. */
enum Round {
    /** All comes out as it is promised. */
    PROMISE {
        @Override
        List<Case> cases() {
            return Cases.all();
        }

        @Override
        List<String> judge(Outcome outcome) {
            return Judge.judge(outcome.tried(), outcome);
        }
    },
    /** Without the mechanism that a family tries, its promise does not come true, and that is seen in the work. */
    UNFIT {
        @Override
        List<Case> cases() {
            return UnfitCases.all();
        }

        @Override
        List<String> judge(Outcome outcome) {
            boolean noticed = Judge.judge(outcome.tried(), outcome).stream()
                    .anyMatch(complaint -> complaint.contains(Judge.START) || complaint.contains(Judge.RESULT));
            boolean played = !outcome.result().startsWith(Disruption.NOT_PLAYED);
            return noticed && played ? List.of() : List.of(outcome.tried() + ": not noticed: " + outcome);
        }
    },
    /** A loss of each kind is not taken for one of another kind: the log is the witness. */
    OTHER_LOSS {
        @Override
        List<Case> cases() {
            List<Case> cases = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                for (Form form : Form.values()) {
                    cases.add(new Case(kind, Moment.IN_A_STEP, Wreck.NONE, form, Case.Fitness.RIGHT));
                }
            }
            return cases;
        }

        @Override
        List<String> judge(Outcome outcome) {
            List<String> complaints = new ArrayList<>(Judge.judge(outcome.tried(), outcome));
            for (Kind other : Kind.values()) {
                boolean noticed = Judge.judge(outcome.tried().with(other), outcome).stream()
                        .anyMatch(complaint -> complaint.contains(Judge.END));
                if (!noticed && other != outcome.tried().kind()) {
                    complaints.add(outcome.tried() + ": was taken for " + other);
                }
            }
            return complaints;
        }
    };

    abstract List<Case> cases();

    /** Returns what is not as it is wanted, a line each. */
    abstract List<String> judge(Outcome outcome);
}
