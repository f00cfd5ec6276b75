package io.htmap.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What travels with every job needs nothing but the smallest Java. */
class ModuleTest {
    @Test
    void needsOnlyTheBaseModule() throws Exception {
        assertThat(jdeps("-summary")).isNotEmpty().allSatisfy(line -> assertThat(line)
                .endsWith(" -> java.base"));
    }

    private static List<String> jdeps(String... options) throws Exception {
        Path classes = Path.of(Component.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(classes.toString());
        int exit =
                ToolProvider.findFirst("jdeps").orElseThrow().run(printer, printer, arguments.toArray(String[]::new));
        assertThat(exit).as(out.toString()).isZero();
        return out.toString().lines().toList();
    }
}
