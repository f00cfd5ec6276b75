package io.htmap.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What travels with every job needs nothing but the smallest Java. */
class ModuleTest {
    @Test
    void needsOnlyTheBaseModule() throws Exception {
        Path classes = Path.of(Component.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int exit = jdeps.run(printer, printer, "-summary", classes.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString().lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .endsWith(" -> java.base"));
    }
}
