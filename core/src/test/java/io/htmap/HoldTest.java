package io.htmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1  |   0 | via condor_hold (by user alice)                              | release it when
            3  |   7 | the function called System.exit(7)                           | return or throw
            3  |  90 | there is no Java on the node's PATH                          | javaHome
            3  |  91 | the node's Java is older than 25, which the map's classes need | javac --release
            3  |  82 | the function ran out of memory                               | htmap edit memory
            3  |   3 | killed by signal 9; the node was lost 3 times in a row       | htmap stderr
            3  |   6 | its JVM crashed with SIGABRT                                 | correct the function
            3  |   0 | The job attribute PeriodicHold expression evaluated to TRUE  | see the reason
            3  |  81 | the output could not be written on the node                  | htmap edit disk
            6  |   2 | Error from slot1@node: Failed to execute '/x/run.sh'         | could not be started
            12 |  28 | Transfer output files failure at access point ap while receiving files from execution point slot1@n. Details: writing to file /h/1: (errno 28) No space left on device | home folder
            12 | 122 | Transfer output files failure at access point ap while receiving files: (errno 122) Disk quota exceeded | quota
            12 |   0 | Error from slot1@n: STARTER failed to send file(s); SHADOW at 10.0.0.1 failed to write to file /h/1: (errno 122) Disk quota exceeded | quota
            12 |  13 | Transfer output files failure at access point ap: (errno 13) Permission denied | permissions
            12 |  28 | Transfer output files failure at execution point slot1@n while sending files to access point ap: (errno 28) No space left on device | on the node
            12 |   2 | Transfer output files failure at execution point slot1@n while sending files to access point ap: (errno 2) No such file or directory | last commit
            12 |  28 | the output could not be written: No space left on device     | htmap edit disk
            13 |   2 | Transfer input files failure at access point ap while sending files: (errno 2) No such file or directory | missing
            13 |  28 | Transfer input files failure at execution point slot1@n while receiving files: (errno 28) No space left on device | on the node
            13 |  28 | the checkpoint could not be restored: No space left on device | on the node
            13 |   0 | the function or its input cannot be read: java.lang.ClassNotFoundException: x.Y | class path
            14 |   2 | Cannot access initial working directory /h/maps/1            | map directory
            21 | 102 | memory usage exceeded request_memory                         | htmap edit memory
            21 | 104 | disk usage exceeded request_disk                             | htmap edit disk
            21 |   0 | The machine wants it so                                      | policy
            22 |   0 | Unable to initialize job event log                           | htmap doctor
            26 |   0 | Your job ran for more than 72 hours                          | administrators
            26 |   0 | Memory usage too high                                        | htmap edit memory
            34 |   0 | the function ran out of memory (it asked for 512 MB)         | htmap edit memory
            34 | 104 | Error from slot1@n: Job has exceeded its requested disk      | htmap edit disk
            36 |   0 | Starter failed to upload checkpoint                          | spool
            99 |   0 | something new                                                | HTCondor put it on hold
            """)
    void eachHoldHasItsAdvice(int code, int subcode, String reason, String words) {
        assertThat(new Hold(reason, code, subcode).advice()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 6, 12, 13, 14, 16, 21, 22, 26, 27, 32, 33, 34, 36, 46, 47, 1000})
    void everyAdviceIsOneLineThatEndsLikeNoSentence(int code) {
        assertThat(new Hold("", code, 0).advice())
                .isNotBlank()
                .doesNotContain("\n")
                .doesNotEndWith(".");
    }

    @Test
    void theSideThatIsOutOfSpaceIsNotMistaken() {
        String words = "Transfer output files failure at %s while it was at work with the %s: (errno 28)";
        Hold here = new Hold(String.format(words, "access point ap", "execution point slot1@n"), 12, 28);
        Hold there = new Hold(String.format(words, "execution point slot1@n", "access point ap"), 12, 28);

        assertThat(here.advice()).contains("home folder").isNotEqualTo(there.advice());
    }
}
