package io.htmap.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is promised stands in several pages, and in the same words in each. */
class PromisesTest {
    private static final String HEAD = "| loss | promise |";

    @Test
    void everyPagePromisesWhatTheReadmeDoes() throws IOException {
        Map<String, String> readme = promises(Page.read(Page.ROOT.resolve("README.md")));
        assertThat(readme).hasSize(7);
        for (Page page : Page.all()) {
            Map<String, String> promises = promises(page);
            assertThat(readme).as(page.name()).containsAllEntriesOf(promises);
        }
    }

    @Test
    void thePagesThatPromiseAreThese() throws IOException {
        assertThat(promises(Page.read(Page.ROOT.resolve("docs/htcondor.md")))).hasSize(7);
        assertThat(promises(Page.read(Page.ROOT.resolve("docs/resumable.md")))).hasSize(2);
    }

    private static Map<String, String> promises(Page page) {
        Map<String, String> promises = new LinkedHashMap<>();
        List<String> lines = page.lines();
        int head = lines.indexOf(HEAD);
        for (int i = head + 2; head >= 0 && i < lines.size() && lines.get(i).startsWith("|"); i++) {
            String[] cells = lines.get(i).split("\\|");
            promises.put(cells[1].strip(), cells[2].strip());
        }
        return promises;
    }
}
