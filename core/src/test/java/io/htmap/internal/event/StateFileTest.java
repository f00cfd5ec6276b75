package io.htmap.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Status;
import io.htmap.spi.RerunFrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    @TempDir
    Path folder;

    private Path log;
    private Path file;

    @BeforeEach
    void name() {
        log = folder.resolve("events.log");
        file = folder.resolve("state");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFoldResumedAnywhereIsTheFoldFromTheBeginning(long seed) throws IOException {
        byte[] whole = randomLog(seed);
        EventFold expected = Lives.fold(whole);
        for (int cut = 0; cut <= whole.length; cut += 200 + (int) seed) {
            Files.write(log, Arrays.copyOf(whole, cut));
            LogFollower first = load();
            first.poll();
            StateFile.save(file, first);
            Files.write(log, whole);
            LogFollower second = load();

            assertThat(second.position()).isEqualTo(first.position());
            assertThat(Described.all(second.state())).isEqualTo(Described.all(first.state()));
            assertThat(second.state().version()).isEqualTo(first.state().version());
            second.poll();
            assertThat(Described.all(second.state())).isEqualTo(Described.all(expected.state()));
            assertThat(second.state().counts()).isEqualTo(expected.state().counts());
            assertThat(second.state().version()).isEqualTo(expected.state().version());
            assertThat(second.state().latestCluster())
                    .isEqualTo(expected.state().latestCluster());
            Files.delete(file);
        }
    }

    @Test
    void everythingIsSaved() throws IOException {
        List<JobEvent> events = List.of(
                new JobEvent(new JobId(7, 9), Samples.T0, Samples.executing()),
                new JobEvent(new JobId(7, 90), Samples.T0, new EventBody.Submitted("h", 2)),
                new JobEvent(new JobId(7, 1), Samples.T0, new EventBody.Executing("h", "", -1, 128)),
                new JobEvent(new JobId(7, 1), Samples.T0, Samples.note(EventType.DISCONNECTED, "x")),
                new JobEvent(new JobId(7, 0), Samples.T0, Samples.held()),
                new JobEvent(new JobId(7, 3), Samples.T0, Samples.terminated(Exit.returned(1))),
                new JobEvent(new JobId(8, 3), Samples.T0, new EventBody.Submitted("h", -1, new RerunFrom(4))));
        Files.write(log, Lives.join(events.stream().map(EventFormat::format).toList()));
        Files.writeString(log, "noise\n...\nnoise\n...\n", StandardOpenOption.APPEND);
        LogFollower first = load();
        first.poll();
        StateFile.save(file, first);

        MapState state = load().state();
        assertThat(load().damage().places()).isEqualTo(first.damage().places());
        assertThat(load().damage().count()).isEqualTo(2);
        assertThat(state.strays()).isEqualTo(1);
        assertThat(state.firstAttempt(3)).isEqualTo(2);
        assertThat(state.startsFrom(3)).isEqualTo(new RerunFrom(4));
        assertThat(state.slotMemoryMb(1)).hasValue(128);
        assertThat(state.slotMemoryMb(3)).isEmpty();
        assertThat(state.hold(0)).isEqualTo(first.state().hold(0)).isPresent();
        assertThat(state.apply(events.get(2))).as("a duplicate is known").isFalse();
        state.apply(new JobEvent(new JobId(7, 90), Samples.T0.plusSeconds(1), Samples.executing()));
        assertThat(state.status(2)).as("the binding is known").isEqualTo(Status.RUNNING);
        state.apply(new JobEvent(new JobId(7, 1), Samples.T0.plusSeconds(1), Samples.evicted()));
        assertThat(state.attempts(1).get(0).how())
                .as("the lost connection is known")
                .contains(io.htmap.AttemptEnd.LOST);
    }

    @Test
    void aPlaceInsideWhatIsTooLongIsSaved() throws IOException {
        Files.write(log, new byte[2 << 20]);
        LogFollower first = load();
        first.poll();
        StateFile.save(file, first);

        assertThat(load().position()).isEqualTo(new LogPosition(2 << 20, LogPosition.Mode.SKIPPING_MID_LINE));
    }

    @Test
    void aDamagedFileIsNotUsed() throws IOException {
        Files.write(log, Lives.join(Lives.random(new Random(7)).get(0).subList(0, 3)));
        LogFollower first = load();
        first.poll();
        StateFile.save(file, first);
        byte[] good = Files.readAllBytes(file);
        assertThat(load().position()).isEqualTo(first.position());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            assertIgnored(bad);
            assertIgnored(Arrays.copyOf(good, i));
        }
        assertIgnored(Arrays.copyOf(good, good.length + 1));
        assertIgnored(new byte[0]);
    }

    @Test
    void theStateOfAnotherLogIsNotUsed() throws IOException {
        byte[] first = randomLog(1);
        Files.write(log, first);
        LogFollower follower = load();
        follower.poll();
        StateFile.save(file, follower);

        byte[] otherStart = first.clone();
        otherStart[5]++;
        Files.write(log, otherStart);
        assertThat(load().position()).isEqualTo(LogPosition.START);
        byte[] otherEnd = Arrays.copyOf(first, first.length + 100);
        otherEnd[first.length - 1]++;
        Files.write(log, otherEnd);
        assertThat(load().position()).isEqualTo(LogPosition.START);
        Files.write(log, Arrays.copyOf(first, first.length + 100));
        assertThat(load().position()).isEqualTo(follower.position());
    }

    @Test
    void theStateOfAMapOfAnotherSizeIsNotUsed() throws IOException {
        Files.write(log, randomLog(1));
        LogFollower follower = load();
        follower.poll();
        StateFile.save(file, follower);

        LogFollower other = StateFile.load(file, log, new EventParser(), Lives.SIZE + 1, JobMapping.PROC_IS_COMPONENT);
        assertThat(other.position()).isEqualTo(LogPosition.START);
        assertThat(other.state().size()).isEqualTo(Lives.SIZE + 1);
    }

    @Test
    void aStateWithoutALogOrBeforeItsFirstEventIsFine() throws IOException {
        StateFile.save(file, load());

        assertThat(load().position()).isEqualTo(LogPosition.START);
    }

    @Test
    void aTruncatedLogIsReported() throws IOException {
        byte[] whole = randomLog(1);
        Files.write(log, whole);
        LogFollower follower = load();
        follower.poll();
        StateFile.save(file, follower);

        Files.write(log, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(this::load)
                .isInstanceOf(LogTruncatedException.class)
                .hasMessageContaining(log.toString())
                .hasMessageContaining("it has " + (whole.length - 1) + " bytes, but " + whole.length);
        Files.delete(log);
        assertThatThrownBy(this::load).isInstanceOf(LogTruncatedException.class).hasMessageContaining("it has 0 bytes");
    }

    @Test
    void aMillionComponentsAreSavedAndLoaded() throws IOException {
        int size = 1_000_000;
        MapState state = new MapState(size, JobMapping.PROC_IS_COMPONENT);
        for (int i = 0; i < size; i++) {
            JobId job = new JobId(1, i);
            state.apply(new JobEvent(job, Samples.T0.plusMillis(i), Samples.submitted()), 1 + 2L * i);
            state.apply(
                    new JobEvent(job, Samples.T0.plusMillis(i + 1), Samples.executing("node" + i % 100)), 2 + 2L * i);
        }
        LogFollower follower =
                new LogFollower(log, new EventFold(new EventParser(), state, new LogDamage()), LogPosition.START);
        StateFile.save(file, follower);
        LogFollower loaded = StateFile.load(file, log, new EventParser(), size, JobMapping.PROC_IS_COMPONENT);

        assertThat(loaded.state().count(Status.RUNNING)).isEqualTo(size);
        assertThat(loaded.state().attempts(size - 1))
                .isEqualTo(state.attempts(size - 1))
                .hasSize(1);
    }

    private void assertIgnored(byte[] content) throws IOException {
        Files.write(file, content);
        LogFollower follower = load();
        assertThat(follower.position()).isEqualTo(LogPosition.START);
        assertThat(follower.state().version()).isZero();
    }

    private LogFollower load() throws IOException {
        return StateFile.load(file, log, new EventParser(), Lives.SIZE, JobMapping.PROC_IS_COMPONENT);
    }

    private static byte[] randomLog(long seed) {
        Random random = new Random(seed);
        List<byte[]> log = new ArrayList<>(Lives.interleave(Lives.random(random), random));
        return Lives.join(Lives.duplicate(log, random));
    }
}
