package io.htmap.disruption;

import java.util.ArrayList;
import java.util.List;

/** Which cases are played, and what is wanted of them. */
public enum Round {
    /** All comes out as it is promised. */
    PROMISE {
        @Override
        public List<Case> cases(Kind killed, Kind... kinds) {
            return Cases.all(kinds);
        }

        @Override
        public List<String> judge(Outcome outcome, Kind... kinds) {
            return Judge.judge(outcome.tried(), outcome);
        }
    },
    /** Without the mechanism that a family tries, its promise does not come true, and that is seen in the work. */
    UNFIT {
        @Override
        public List<Case> cases(Kind killed, Kind... kinds) {
            return UnfitCases.all(killed, kinds);
        }

        @Override
        public List<String> judge(Outcome outcome, Kind... kinds) {
            boolean noticed = Judge.judge(outcome.tried(), outcome).stream()
                    .anyMatch(complaint -> isNoticed(outcome.tried(), complaint));
            boolean played = !outcome.result().startsWith(NOT_PLAYED);
            return noticed && played ? List.of() : List.of(outcome.tried() + ": not noticed: " + outcome);
        }
    },
    /** A loss of each kind is not taken for one of another kind: the log is the witness. */
    OTHER_LOSS {
        @Override
        public List<Case> cases(Kind killed, Kind... kinds) {
            List<Case> cases = new ArrayList<>();
            for (Kind kind : kinds) {
                for (Form form : Form.values()) {
                    cases.add(new Case(kind, Moment.IN_A_STEP, Wreck.NONE, form, Case.Fitness.RIGHT));
                }
            }
            return cases;
        }

        @Override
        public List<String> judge(Outcome outcome, Kind... kinds) {
            List<String> complaints = new ArrayList<>(Judge.judge(outcome.tried(), outcome));
            complaints.addAll(takenFor(outcome, kinds));
            return complaints;
        }
    };

    /** What the result of a case begins with that could not be played. */
    public static final String NOT_PLAYED = "not played: ";

    /**
     * Returns the cases.
     *
     * @param killed a kind that spares all that was saved
     */
    public abstract List<Case> cases(Kind killed, Kind... kinds);

    /** Returns what is not as it is wanted, a line each. */
    public abstract List<String> judge(Outcome outcome, Kind... kinds);

    /** Returns which other kinds a loss could have been, a line each. */
    public static List<String> takenFor(Outcome outcome, Kind... kinds) {
        List<String> complaints = new ArrayList<>();
        for (Kind other : kinds) {
            boolean noticed = Judge.judge(outcome.tried().with(other), outcome).stream()
                    .anyMatch(complaint -> complaint.contains(Judge.END));
            if (!noticed && other != outcome.tried().kind()) {
                complaints.add(outcome.tried() + ": was taken for " + other.name());
            }
        }
        return complaints;
    }

    /** A wrong result, or work done again that had been saved; where no node is lost, that one was lost. */
    private static boolean isNoticed(Case tried, String complaint) {
        boolean startedWrong = complaint.contains(Judge.START) && !complaint.contains(Judge.START + "1:");
        boolean endedWrong = tried.kind().losses().isEmpty() && complaint.contains(Judge.END);
        return startedWrong || endedWrong || complaint.contains(Judge.RESULT);
    }
}
