package io.htmap.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The links between the pages lead somewhere. */
class LinksTest {
    @Test
    void everyRelativeLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        int checked = 0;
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!link.startsWith("https://")) {
                    checked++;
                    if (!leadsSomewhere(page, link)) {
                        broken.add(page.name() + ": " + link);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(checked).isGreaterThan(30);
    }

    @Test
    void everyPageOfTheManualIsInTheIndexAndInTheReadme() throws IOException {
        List<String> fromIndex = Page.read(Page.ROOT.resolve("docs/index.md")).links();
        List<String> fromReadme = Page.read(Page.ROOT.resolve("README.md")).links();
        for (Page page : Page.all()) {
            String name = page.name();
            if (name.startsWith("docs/") && !name.equals("docs/index.md")) {
                assertThat(fromIndex).contains(name.substring("docs/".length()));
                assertThat(fromReadme).contains(name);
            }
        }
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || Page.read(target).anchors().contains(parts[1]);
    }
}
