package io.htmap.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.spi.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisksTest {
    @ParameterizedTest
    @CsvSource({
        "ext4, OK",
        "xfs, OK",
        "nfs, OK",
        "nfs4, OK",
        "afs, WARNING",
        "kafs, WARNING",
        "tmpfs, WARNING",
        "vfat, WARNING"
    })
    void fileSystemsThatSurpriseAreTold(String type, Finding.Level level) {
        Finding finding = Disks.type(type);

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.text()).startsWith(type);
    }

    @ParameterizedTest
    @CsvSource({"0, PROBLEM", "15, PROBLEM", "16, WARNING", "1023, WARNING", "1024, OK", "9000000, OK"})
    void spaceThatIsShortIsTold(long megabytes, Finding.Level level) {
        assertThat(Disks.space(megabytes << 20).level()).isEqualTo(level);
    }

    @Test
    void aSlowDiskIsTold() {
        assertThat(Disks.speed(1000).level()).isEqualTo(Finding.Level.OK);
        assertThat(Disks.speed(1001).level()).isEqualTo(Finding.Level.WARNING);
    }
}
