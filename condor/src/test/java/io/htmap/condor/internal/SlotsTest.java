package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.htmap.MapOptions;
import io.htmap.spi.Finding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final String HERE = "LINUX X86_64";
    private static final MapOptions SMALL = MapOptions.defaults();

    private static List<Finding> findings(MapOptions request, String... ads) throws IOException {
        return Slots.of(new ObjectMapper().readTree("[" + String.join(",", ads) + "]"))
                .findings(request, HERE, 17);
    }

    private static String ad(String more) {
        return "{\"OpSys\": \"LINUX\", \"Arch\": \"X86_64\", \"HasFileTransfer\": true, \"Start\": true,"
                + " \"HasSelfCheckpointTransfers\": true, " + more + "}";
    }

    private static final String BUSY = "\"TotalSlotCpus\": 4, \"TotalSlotMemory\": 4096, \"TotalSlotDisk\": 8.2e7,"
            + " \"Cpus\": 0, \"Memory\": 0, \"Disk\": 0";

    @Test
    void aSlotThatIsInUseCouldHoldItLater() throws IOException {
        List<Finding> findings = findings(SMALL, ad(BUSY + ", \"HasJava\": true, \"JavaVersion\": \"21.0.12.1\""));

        assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.OK);
        assertThat(findings.get(0).text()).isEqualTo("1 of 1 could hold cpus 1, memory 512 MB, disk 1024 MB");
    }

    @Test
    void whatNoSlotCouldEverHoldIsAProblemThatNamesTheMost() throws IOException {
        MapOptions large = MapOptions.builder().memoryMb(5000).build().mergedOver(SMALL);

        assertThat(findings(large, ad(BUSY), ad("\"Cpus\": 16, \"Memory\": 1024, \"Disk\": 2097152")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
                    assertThat(finding.text())
                            .startsWith("none of 2 could ever hold cpus 1, memory 5000 MB")
                            .contains("16 cpus, 4096 MB of memory, 80078 MB of disk");
                });
    }

    @Test
    void aPoolWithoutSlotsIsAProblem() throws IOException {
        assertThat(findings(SMALL)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
            assertThat(finding.text()).contains("has none");
        });
    }

    @Test
    void slotsOfOtherSystemsDoNotCount() throws IOException {
        assertThat(findings(SMALL, ad(BUSY).replace("X86_64", "aarch64")))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).contains("LINUX X86_64").contains("LINUX aarch64=1"));
    }

    @Test
    void slotsThatSendNoCheckpointsDoNotCount() throws IOException {
        assertThat(findings(SMALL, ad(BUSY).replace("\"HasSelfCheckpointTransfers\": true, ", "")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
                    assertThat(finding.text()).contains("HasSelfCheckpointTransfers");
                });
    }

    @Test
    void aConditionThatCannotBeEvaluatedIsTold() throws IOException {
        String picky = ad(BUSY).replace("\"Start\": true", "\"Start\": \"\\/Expr(Owner == 1)\\/\"");

        assertThat(findings(SMALL, ad(BUSY), picky).get(0).text())
                .startsWith("2 of 2 could hold")
                .endsWith(", by size; 1 of them have conditions of their own (START), not looked at");
    }

    @Test
    void nodesThatTellOfAnOldJavaOrOfNoneAreAWarning() throws IOException {
        List<Finding> findings = findings(
                SMALL,
                ad(BUSY),
                ad(BUSY + ", \"HasJava\": true, \"JavaVersion\": \"1.8.0_412\""),
                ad(BUSY + ", \"HasJava\": true, \"JavaVersion\": \"\""));

        assertThat(findings.get(1).level()).isEqualTo(Finding.Level.WARNING);
        assertThat(findings.get(1).text()).startsWith("0 of these 3 slots");
    }
}
