package io.htmap.internal.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.capture.Functions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassFileTest {
    @Test
    void everyInstructionOfTheJdkIsUnderstood() throws IOException {
        Path packages = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java");
        List<Path> files;
        try (Stream<Path> all = Files.walk(packages)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertThat(files).hasSizeGreaterThan(1_000);
        for (Path file : files) {
            ClassFile parsed = ClassFile.parse(file.toString(), Files.readAllBytes(file));
            assertThat(file.toString()).endsWith("/" + parsed.name() + ".class");
            for (ClassFile.MethodCode method : parsed.methods()) {
                int[] end = {0};
                Instructions.forEach(method.code(), at -> end[0] = at + Instructions.lengthAt(method.code(), at));
                assertThat(end[0]).as(file + " " + method.name()).isEqualTo(method.code().length);
            }
        }
    }

    @Test
    void whatAClassNamesIsFoundInConstantsDescriptorsAndSignatures() throws IOException {
        ClassFile parsed = ClassFile.parse("Functions", Jars.bytesOf(Functions.class));
        assertThat(parsed.javaVersion()).isEqualTo(17);
        assertThat(parsed.supertypes()).containsExactly("java/lang/Object");
        assertThat(parsed.referencedClasses())
                .contains(
                        "example/capture/Functions$1",
                        "example/capture/Functions$1Local",
                        "example/capture/Functions$Answer",
                        "io/htmap/Status",
                        "java/util/Map$Entry",
                        "java/lang/Integer")
                .noneMatch(name -> name.startsWith("[") || name.endsWith(";"));
    }

    @Test
    void whatIsNoClassFileIsTold() {
        byte[] whole = Jars.bytesOf(Functions.class);
        for (int length : new int[] {0, 3, 9, 50, whole.length / 2, whole.length - 1}) {
            assertThatThrownBy(() -> ClassFile.parse("Torn", Arrays.copyOf(whole, length)))
                    .as("first " + length + " bytes")
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Torn is not a class file that can be understood");
        }
    }
}
