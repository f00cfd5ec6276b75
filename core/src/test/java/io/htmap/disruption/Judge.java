package io.htmap.disruption;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.disruption.Expected.Stay;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Compares what became of a component with what is promised. */
public final class Judge {
    /** How complaints of the result, of a start and of an end begin, behind the case. */
    static final String RESULT = ": result";

    static final String START = ": start of attempt ";
    static final String END = ": end";

    private static final Pattern SKIPPED = Pattern.compile("(?m)^\\[htmap\\] checkpoint generation (\\d+) is damaged");

    private final Case tried;
    private final Outcome outcome;
    private final List<String> complaints = new ArrayList<>();

    private Judge(Case tried, Outcome outcome) {
        this.tried = tried;
        this.outcome = outcome;
    }

    /** Returns what is wrong if that became of a case, each in a line; nothing if all is as promised. */
    public static List<String> judge(Case tried, Outcome outcome) {
        Judge judge = new Judge(tried, outcome);
        judge.expect("result", outcome.result(), Long.toString(Victim.result(tried.form())));
        judge.expectLosses();
        judge.expectCourse(Expected.of(tried).stays());
        judge.expectPromise();
        return judge.complaints;
    }

    private void expect(String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            complaints.add(tried + ": " + what + ": " + found + " and not " + expected);
        }
    }

    /** The event log is the witness that each loss happened, and that nothing else did. */
    private void expectLosses() {
        List<AttemptEnd> ends = new ArrayList<>();
        tried.kind().losses().forEach(loss -> ends.add(loss.end()));
        ends.add(AttemptEnd.COMPLETED);
        List<Attempt> attempts = outcome.attempts();
        expect("ends", attempts.stream().flatMap(end -> end.how().stream()).toList(), ends);
        for (int i = 0; i < Math.min(attempts.size(), tried.losses()); i++) {
            String reason = attempts.get(i).reason();
            String wanted = tried.kind().losses().get(i).reason();
            String end = "end of attempt " + (i + 1) + ", " + reason + ", ";
            expect(end + "is that of one that was " + wanted, reason.contains(wanted), true);
        }
        for (String missing : tried.kind().unwitnessed(outcome)) {
            complaints.add(tried + END + " without a witness: " + missing);
        }
    }

    private void expectCourse(List<Stay> stays) {
        for (int attempt = 1; attempt <= stays.size(); attempt++) {
            Stay stay = stays.get(attempt - 1);
            expect("start of attempt " + attempt, steps(attempt, What.STARTED), stay.starts());
            expect("steps of attempt " + attempt, steps(attempt, What.BEGUN), stay.begun());
            if (!isOutputLost(attempt)) {
                expect("damaged for attempt " + attempt, skipped(attempt), stay.skipped());
            }
            int told = steps(attempt, What.TOLD).size();
            if (!tried.kind().mayBeTold(attempt)) {
                boolean isTold = tried.lingers(attempt) || tried.kind().isPolite(attempt);
                expect("attempt " + attempt + " was told", told, isTold ? 1 : 0);
            }
        }
    }

    /** Of an attempt that dies hard what it wrote is there up to its last commit. */
    private boolean isOutputLost(int attempt) {
        Kind kind = tried.kind();
        return attempt <= tried.losses() && kind.losesWhatIsNotCommitted(attempt) && !kind.commitsEachSave();
    }

    private List<Integer> steps(int attempt, What what) {
        return outcome.trace().stream()
                .filter(line -> line.attempt() == attempt && line.what() == what)
                .map(Line::step)
                .toList();
    }

    private List<Integer> skipped(int attempt) {
        return SKIPPED.matcher(outcome.stdout(attempt))
                .results()
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();
    }

    /**
     * The manual's own words, without its details: of a loss, at most the step that was going on is done again; none if
     * the function could leave by itself. One more for a damaged newest checkpoint, all if both are damaged.
     */
    private void expectPromise() {
        List<Integer> begun = outcome.trace().stream()
                .filter(line -> line.what() == What.BEGUN)
                .map(Line::step)
                .toList();
        int recomputed = begun.size() - new HashSet<>(begun).size();
        int most = 0;
        for (int attempt = 1; attempt <= tried.losses(); attempt++) {
            most += tried.form().leavesByItself() && tried.kind().isPolite(attempt) ? 0 : 1;
        }
        most += switch (tried.wreck()) {
            case NONE, OLDER_SCRAMBLED -> 0;
            case BOTH_DAMAGED -> Moment.STEPS;
            default -> 1;
        };
        expect(recomputed + " steps were done again, which is at most " + most, recomputed <= most, true);
    }
}
