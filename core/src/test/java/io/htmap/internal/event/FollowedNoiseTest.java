package io.htmap.internal.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Ten megabytes of noise in a log file, read as it grows: nothing hangs, nothing is thrown, and what follows is read. */
// takes as long as tests that start processes: with them left out of mutation testing
@Tag("process")
class FollowedNoiseTest {
    private static final byte[] RUNNING =
            EventFormat.format(new JobEvent(new JobId(Integer.MAX_VALUE, 4), Samples.T0, Samples.executing()));

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void noiseDoesNoHarmToWhoFollows(@ForAll NoiseTest.Noise noise, @ForAll long seed) throws IOException {
        Path log = Files.createTempFile("noise", ".log");
        try {
            Random random = new Random(seed);
            MapState state = new MapState(Lives.SIZE, JobMapping.PROC_IS_COMPONENT);
            LogFollower follower = new LogFollower(log, new EventParser(), state);
            follow(follower, noise.tenMegabytes(random), random);
            append(log, "\n...\n".getBytes(ISO_8859_1));
            append(log, RUNNING);

            assertThat(follower.poll()).isTrue();
            assertThat(state.status(4)).isEqualTo(Status.RUNNING);
            assertThat(follower.endsInNoise()).isFalse();
            assertThat(follower.position().offset()).isEqualTo(Files.size(log));
            assertSameWhenReadAtOnce(log, follower);
        } finally {
            Files.delete(log);
        }
    }

    private static void follow(LogFollower follower, byte[] noise, Random random) throws IOException {
        for (int at = 0; at < noise.length; ) {
            int next = Math.min(noise.length, at + 1 + random.nextInt(1 << 20));
            append(follower.log(), java.util.Arrays.copyOfRange(noise, at, next));
            follower.poll();
            at = next;
        }
    }

    /** Also through the file that keeps the state. */
    private static void assertSameWhenReadAtOnce(Path log, LogFollower follower) throws IOException {
        MapState state = new MapState(Lives.SIZE, JobMapping.PROC_IS_COMPONENT);
        LogFollower again = new LogFollower(log, new EventParser(), state);
        again.poll();

        assertThat(again.damage().count()).isEqualTo(follower.damage().count());
        assertThat(again.damage().places()).isEqualTo(follower.damage().places());
        assertThat(Described.all(state)).isEqualTo(Described.all(follower.state()));
    }

    private static void append(Path log, byte[] bytes) throws IOException {
        Files.write(log, bytes, StandardOpenOption.APPEND);
    }
}
