package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedHomeTest {
    @TempDir
    private Path folder;

    /** A schedd elsewhere whose FILESYSTEM_DOMAIN, and ours, are these. */
    private SharedHome shared(String here, String there) throws IOException {
        Path program = folder.resolve("condor_config_val");
        Files.writeString(
                program, "#!/bin/sh\ncase \"$*\" in *-schedd*) echo " + there + " ;; *) echo " + here + " ;; esac\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment =
                Map.of("HTMAP_CONDOR_BIN", folder.toString(), "HTMAP_CONDOR_SCHEDD", "ap@far");
        CondorTools tools = new CondorTools(environment);
        return new SharedHome(tools, new Schedd(tools, environment));
    }

    @Test
    void theSameDomainIsAccepted() throws IOException {
        assertThatCode(shared("cluster", "cluster")::check).doesNotThrowAnyException();
    }

    @Test
    void anotherDomainIsRefusedWithBothNames() throws IOException {
        assertThatThrownBy(shared("laptop", "cluster")::check)
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("ap@far")
                .hasMessageContaining("cluster there and laptop here");
    }

    @Test
    void whatAnotherMachineWritesIsAwaited() throws Exception {
        Path log = folder.resolve("events.log");
        CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> {
            try {
                return SharedHome.awaitWritten(log);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Files.writeString(log, "");
        assertThat(written).isNotDone();
        Files.writeString(log, "035 (1.-1.-1) ...");

        assertThat(written.get()).isTrue();
    }
}
