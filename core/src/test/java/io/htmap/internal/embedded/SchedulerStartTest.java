package io.htmap.internal.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Client;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class SchedulerStartTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 50, unit = TimeUnit.SECONDS)
    void oneOnAnotherMachineIsNamed() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Path said = folder.resolve("said");
            Process holder = Client.start(
                    Map.of(),
                    said,
                    LockHolder.class,
                    home.path().resolve("scheduler.lock").toString());
            try {
                Waits.until("the lock is held", () -> Files.readString(said).equals("held"));

                assertThatThrownBy(() -> home.htmap().map("map", (MapFunction<Integer, Integer>) x -> x, List.of(1)))
                        .isInstanceOf(SchedulerException.class)
                        .hasMessage("the scheduler of " + home.path().toRealPath()
                                + " runs on the machine otherhost (process 1); work there, or choose another home"
                                + " folder with HTMAP_DIR");
            } finally {
                Processes.killHard(holder.pid());
            }
        }
    }

    /** A program that holds a lock, as the scheduler of another machine would. */
    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel =
                    FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                channel.write(ByteBuffer.wrap("otherhost 1\n".getBytes(StandardCharsets.US_ASCII)));
                System.out.print("held");
                System.out.flush();
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    @Test
    @Timeout(value = 50, unit = TimeUnit.SECONDS)
    void aSchedulerThatCannotListenEndsAndSaysWhy() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            // a folder in the place of the socket, and not an empty one
            Path socket = SocketPath.of(new Home(home.path()), System.getenv());
            Path obstacle = Files.createDirectories(socket.resolve("obstacle"));
            try {
                assertThatThrownBy(() -> home.htmap().map("map", (MapFunction<Integer, Integer>) x -> x, List.of(1)))
                        .isInstanceOf(SchedulerException.class)
                        .hasMessageContaining("the scheduler did not start")
                        .hasMessageContaining("scheduler.log");
            } finally {
                Files.delete(obstacle);
                Files.delete(socket);
            }
        }
    }
}
