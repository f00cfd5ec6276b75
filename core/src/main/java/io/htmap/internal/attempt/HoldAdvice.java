package io.htmap.internal.attempt;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of advice for each hold. The codes are HTCondor's; where one code has several causes, its subcode (mostly an
 * errno) and the words of its reason tell them apart. Pure.
 */
public final class HoldAdvice {
    private static final int ANY = Integer.MIN_VALUE;
    private static final int MISSING = 2;
    private static final int DENIED = 13;

    private static final String FULL = "no space left|errno 28\\b|disk is full";
    private static final String QUOTA = "quota|errno 122\\b";
    /** How HTCondor words a failure of its own on the machine of the queue, in newer and older versions. */
    private static final String ACCESS_POINT = "(?:failure at access point|SHADOW at \\S+ failed to (?:write|read))";

    private static final String WAIT = "wait: it goes on from its last commit";
    private static final String MEMORY = "give it more with 'htmap edit memory', then release it";
    private static final String DISK = "give it more with 'htmap edit disk', then release it";
    private static final String FREE_HOME =
            "free some space where the home folder is (or in HTCondor's spool, if the reason names it), then release it";
    private static final String QUOTA_HOME =
            "your quota where the home folder is is used up: delete something or have it raised, then release it";
    private static final String FREE_NODE =
            "the disk was full on the node: release it to try another, or give it more with 'htmap edit disk' first";
    private static final String POLICY_ASK =
            "the reason tells which limit it was: stay below it, or ask the pool's administrators, then release it";

    /** The first that fits counts. */
    private static final List<Rule> RULES = List.of(
            rule(1, ANY, "", "release it when it shall go on"),
            rule(21, ANY, "releases it with more memory", WAIT),
            rule(34, ANY, "releases it with more memory", WAIT),
            rule(
                    3,
                    ANY,
                    "System\\.exit",
                    "return or throw instead of ending the JVM, and make a new map: released, it would do so again"),
            rule(
                    3,
                    ANY,
                    "no Java",
                    "release it to try another node; if none has Java, make a new map with the option javaHome set to"
                            + " one that all nodes see"),
            rule(
                    3,
                    ANY,
                    "Java is older",
                    "release it to try another node, or make a new map: compiled for that Java (javac --release), or"
                            + " with the option javaHome set to a newer one that all nodes see"),
            rule(
                    3,
                    ANY,
                    "could not be (?:written|restored) on the node",
                    "see 'htmap stderr'; if the disk was full on the node, release it to try another, or give it more with"
                            + " 'htmap edit disk' first"),
            rule(
                    3,
                    ANY,
                    "option maxRunTime",
                    "release it to let it run as long once more, from its last checkpoint; or make a new map with a"
                            + " longer maxRunTime"),
            rule(
                    3,
                    ANY,
                    "option maxEvictions",
                    "release it to let it be evicted as often once more: it goes on from its last checkpoint"),
            rule(
                    3,
                    ANY,
                    "option stallTimeout",
                    "'htmap stderr' may tell where it got stuck: correct the function, or make a new map with a longer"
                            + " stallTimeout; released, it tries again"),
            rule(3, ANY, "memory", MEMORY),
            rule(
                    3,
                    ANY,
                    "in a row",
                    "see 'htmap stderr'; perhaps the node's system killed it for its memory: give it more with"
                            + " 'htmap edit memory'; then release it"),
            rule(3, ANY, "crashed|ended its JVM", "see 'htmap stderr', correct the function, and make a new map"),
            rule(3, ANY, "", "see the reason and 'htmap stderr'; when the cause is gone, release it"),
            rule(5, ANY, "", "the job's policy could not be evaluated: " + POLICY_ASK),
            rule(
                    6,
                    ANY,
                    "",
                    "its Java or script could not be started: is the Java that the map names there, and executable?"
                            + " Then release it, on HTCondor to try another node"),
            rule(12, ANY, ACCESS_POINT + ".*(?:" + FULL + ")", FREE_HOME),
            rule(12, 28, ACCESS_POINT, FREE_HOME),
            rule(12, ANY, ACCESS_POINT + ".*(?:" + QUOTA + ")", QUOTA_HOME),
            rule(12, 122, ACCESS_POINT, QUOTA_HOME),
            rule(
                    12,
                    DENIED,
                    ACCESS_POINT,
                    "HTCondor may not write into the home folder: correct its permissions, then release it"),
            rule(
                    12,
                    ANY,
                    "failure at execution point.*(?:" + FULL + ")|STARTER at \\S+ failed to (?:write|read)",
                    FREE_NODE),
            rule(
                    12,
                    MISSING,
                    "",
                    "a file that should come home was not on its node any more: does the function delete what is not"
                            + " its own? Release it: it goes on from its last commit"),
            rule(12, ANY, QUOTA, QUOTA_HOME),
            rule(12, 122, "", QUOTA_HOME),
            rule(
                    12,
                    ANY,
                    "",
                    "free some space, where it ran ('htmap edit disk' asks for more) and where the home folder is, then"
                            + " release it"),
            rule(13, ANY, FULL + "|" + QUOTA, FREE_NODE),
            rule(13, 28, "", FREE_NODE),
            rule(13, 122, "", FREE_NODE),
            rule(
                    13,
                    ANY,
                    "(?:function|input).*cannot be read",
                    "see 'htmap stderr', which names a class that is missing on the node; make a new map with it on"
                            + " the class path"),
            rule(
                    13,
                    MISSING,
                    "",
                    "a file of the map or of the home folder's jars is missing: put back the one that the reason names"
                            + " and release it, or make a new map"),
            rule(
                    13,
                    DENIED,
                    "",
                    "HTCondor may not read the file that the reason names: correct its permissions, then release it"),
            rule(13, ANY, "", "look for the file that the reason names; when the cause is gone, release it"),
            rule(
                    14,
                    ANY,
                    "",
                    "HTCondor cannot use the map directory: does its machine see the home folder, and may it be"
                            + " entered? Then release it"),
            rule(16, ANY, "", "HTCondor is still taking in its files: wait"),
            rule(21, ANY, "memory", MEMORY),
            rule(21, ANY, "disk", DISK),
            rule(21, ANY, "", "the node's own policy did it: " + POLICY_ASK),
            rule(
                    22,
                    ANY,
                    "",
                    "HTCondor cannot write the map's event log: may it write where the home folder is? See 'htmap"
                            + " doctor'; then release it"),
            rule(26, ANY, "memory", MEMORY),
            rule(26, ANY, "disk", DISK),
            rule(26, ANY, "", "the policy of the access point did it: " + POLICY_ASK),
            rule(27, ANY, "", "the policy of the access point could not be evaluated: tell its administrators"),
            rule(32, ANY, "", "inputs and jars are larger than the pool allows: make them smaller, in a new map"),
            rule(33, ANY, "", "output and checkpoint are larger than the pool allows: make them smaller, in a new map"),
            rule(34, ANY, "disk", DISK),
            rule(34, ANY, "", MEMORY),
            rule(
                    36,
                    ANY,
                    "",
                    "its checkpoint did not reach the access point: is there space and quota in HTCondor's spool?"
                            + " Release it: it goes on from its last commit"),
            rule(46, ANY, "", "it ran longer than the pool allows: save more often, then release it"),
            rule(47, ANY, "", "it ran longer than the pool allows: save more often, then release it"));

    private static final String OTHERWISE =
            "HTCondor put it on hold: when the cause that the reason tells is gone," + " release it";

    private HoldAdvice() {}

    /** Returns what to do, as the end of a sentence. */
    public static String of(int code, int subcode, String reason) {
        return RULES.stream()
                .filter(rule -> rule.fits(code, subcode, reason))
                .findFirst()
                .map(Rule::advice)
                .orElse(OTHERWISE);
    }

    private static Rule rule(int code, int subcode, String words, String advice) {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
        return new Rule(code, subcode, Pattern.compile(words, flags), advice);
    }

    /** What has a code, a subcode and such words in its reason gets this advice. */
    private record Rule(int code, int subcode, Pattern words, String advice) {
        boolean fits(int ofCode, int ofSubcode, String reason) {
            return code == ofCode
                    && (subcode == ANY || subcode == ofSubcode)
                    && words.matcher(reason).find();
        }
    }
}
