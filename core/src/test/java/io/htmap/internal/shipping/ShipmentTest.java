package io.htmap.internal.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.capture.Functions;
import io.htmap.CaptureException;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.MapFunction;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipmentTest {
    private static final int THIS_JAVA = Runtime.version().feature();

    @TempDir
    Path folder;

    private JarStore store;

    @BeforeEach
    void makeStore() throws IOException {
        folder = folder.toRealPath();
        store = new JarStore(folder.resolve("jars"));
    }

    @Test
    void theLibrarysOwnClassesDoNotTravel() throws IOException {
        List<String> digests = new Shipment(store, THIS_JAVA).store(List.of(Functions.class));
        List<String> shipped = new ArrayList<>();
        for (String digest : digests.subList(0, digests.size() - 1)) {
            shipped.addAll(Jars.filesIn(store.jar(digest)));
        }
        assertThat(shipped)
                .contains(
                        Jars.nameOf(Functions.class),
                        Jars.nameOf(ShipmentTest.class),
                        "org/junit/jupiter/api/Test.class")
                .doesNotContain(
                        Jars.nameOf(HtmapException.class),
                        Jars.nameOf(Status.class),
                        Jars.nameOf(Shipment.class),
                        Jars.nameOf(MapFunction.class),
                        "META-INF/htmap/submit-side");
    }

    @Test
    void ofTheLibraryOnlyThePublicTypesTravel() throws Exception {
        List<String> digests = new Shipment(store, THIS_JAVA).store(List.of(Functions.class));
        Path types = store.jar(digests.get(digests.size() - 1));
        assertThat(Jars.filesIn(types))
                .contains(Jars.nameOf(HtmapException.class), Jars.nameOf(Status.class), Jars.nameOf(Htmap.class))
                .allMatch(name -> name.startsWith("io/htmap/") && !name.startsWith("io/htmap/internal/"));
        try (URLClassLoader loader = nodeLoader(types)) {
            for (String file : Jars.filesIn(types)) {
                Class.forName(file.replace('/', '.').replaceFirst("\\.class$", ""), true, loader);
            }
            assertThat(constant(loader, Status.class, "HELD")).hasToString("HELD");
            assertThat(call(loader, MapOptions.class, "defaults")).isNotNull();
        }
    }

    @Test
    void whatMakesMapsIsAnEmptyInstanceThatRefuses() throws Exception {
        try (URLClassLoader loader = nodeLoader(store.jar(store.storePublicTypes()))) {
            Object htmap = call(loader, Htmap.class, "open");
            assertThat(htmap.getClass().getName()).isEqualTo(Htmap.class.getName());
            assertThat(htmap.getClass().getDeclaredFields()).isEmpty();
            assertThatThrownBy(() -> htmap.getClass().getMethod("tags").invoke(htmap))
                    .cause()
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "io.htmap.Htmap.tags cannot be called on an execute node: a function cannot make or read"
                                    + " maps; call it in main, not in the function nor in a static field of its class");
        }
    }

    private URLClassLoader nodeLoader(Path types) throws IOException {
        URL[] jars = {
            types.toUri().toURL(), store.jar(store.storeRuntimeJar()).toUri().toURL()
        };
        return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
    }

    private static Object constant(ClassLoader loader, Class<?> type, String name) throws ReflectiveOperationException {
        return loader.loadClass(type.getName()).getField(name).get(null);
    }

    private static Object call(ClassLoader loader, Class<?> type, String method) throws ReflectiveOperationException {
        return loader.loadClass(type.getName()).getMethod(method).invoke(null);
    }

    @Test
    void theRuntimeJarHoldsTheRuntimeOnly() throws IOException {
        assertThat(Jars.filesIn(store.jar(store.storeRuntimeJar())))
                .contains(Jars.nameOf(MapFunction.class))
                .allMatch(name -> name.startsWith("io/htmap/runtime/"));
    }

    @Test
    void jarsAreNamedByTheirContentAndStoredOnceForAllMaps() throws IOException {
        List<String> digests = new Shipment(store, THIS_JAVA).store(List.of(Functions.class));
        Map<Path, FileTime> times = new HashMap<>();
        for (String digest : digests) {
            Path jar = store.jar(digest);
            assertThat(Sha256.of(out -> Files.copy(jar, out))).isEqualTo(digest);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(jar)))
                    .isEqualTo("rw-------");
            times.put(jar, Files.getLastModifiedTime(jar));
        }
        assertThat(new Shipment(new JarStore(folder.resolve("jars")), THIS_JAVA).store(List.of(Functions.class)))
                .isEqualTo(digests);
        for (Path jar : times.keySet()) {
            assertThat(Files.getLastModifiedTime(jar)).isEqualTo(times.get(jar));
        }
        try (Stream<Path> files = Files.list(folder.resolve("jars"))) {
            assertThat(files).hasSameSizeAs(digests);
        }
    }

    @Test
    void aJarThatSomebodyRemovedIsStoredAgain() throws IOException {
        Path jar = Jars.with("a.txt", "a").jar(folder.resolve("a.jar"));
        String digest = store.storeFile(jar);
        Files.delete(store.jar(digest));
        assertThat(store.storeFile(jar)).isEqualTo(digest);
        assertThat(store.jar(digest)).hasSameBinaryContentAs(jar);
    }

    @Test
    void aChangedJarGetsANewName() throws IOException {
        Path jar = Jars.with("a.txt", "a").jar(folder.resolve("a.jar"));
        String before = store.storeFile(jar);
        Jars.with("a.txt", "other").jar(jar);
        assertThat(store.storeFile(jar)).isNotEqualTo(before);
        assertThat(store.jar(before)).exists();
    }

    @Test
    void packingDependsOnNamesAndContentsOnly() throws IOException {
        Path one = Jars.with("b/x", "1").and("a", "2").folder(folder.resolve("one"));
        Path two = Jars.with("a", "2").and("b/x", "1").and(".hidden/c", "3").folder(folder.resolve("two"));
        Files.setLastModifiedTime(two.resolve("a"), FileTime.fromMillis(1_000_000));
        String digest = storeFolder(one);
        assertThat(storeFolder(two)).isEqualTo(digest);
        assertThat(Jars.filesIn(store.jar(digest))).containsExactly("a", "b/x");
        Files.writeString(two.resolve("a"), "3");
        assertThat(storeFolder(two)).isNotEqualTo(digest);
    }

    private String storeFolder(Path path) throws IOException {
        return store.storeFolder(path, new FolderContents(path));
    }

    @Test
    void whatChangesWhileItIsCopiedIsRefusedAndLeavesNothing() throws IOException {
        int[] reads = {0};
        assertThatThrownBy(() -> store.storeWritten(out -> out.write(reads[0]++)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed while it was copied");
        assertThat(folder.resolve("jars")).isEmptyDirectory();
    }

    @Test
    void aFolderTooBigToBeOneOfClassesIsRefused() throws IOException {
        Path home = Jars.with("A.class", "").folder(folder.resolve("home"));
        try (FileOutputStream data = new FileOutputStream(home.resolve("data").toFile())) {
            data.getChannel().write(java.nio.ByteBuffer.allocate(1), 513L << 20);
        }
        assertThatThrownBy(() -> new FolderContents(home))
                .isInstanceOf(CaptureException.class)
                .hasMessage(
                        "the class path holds the folder " + home + ", which has more than 20000 files or 512 MiB and"
                                + " cannot be sent along; compile into a folder of its own and put that on the class path");
    }

    @Test
    void aJarThatTheLibraryWasPackedIntoTravelsWithoutIt() throws Exception {
        Path shaded = Jars.with("data.txt", "x")
                .and(Functions.Point.class)
                .and(HtmapException.class)
                .and(Shipment.class)
                .and(MapFunction.class)
                .and("io/htmap/examples/Counter.class", "")
                .and("io/htmap/cli/Main.class", "")
                .and("META-INF/SIGNED.SF", "x")
                .and("META-INF/services/io.htmap.spi.SchedulerProvider", "x")
                .jar(folder.resolve("shaded.jar"));
        List<String> digests = storeFrom(THIS_JAVA, shaded);
        assertThat(Jars.filesIn(store.jar(digests.get(digests.size() - 2))))
                .containsExactly("data.txt", Jars.nameOf(Functions.Point.class), "io/htmap/examples/Counter.class");
    }

    @Test
    void manifestsExtendTheClassPath() throws Exception {
        Path far = Jars.with("far.txt", "x").folder(folder.resolve("with blank"));
        Path lib = Jars.with("lib.txt", "x")
                .manifest("Class-Path: ../with%20blank/ missing.jar")
                .jar(folder.resolve("lib/lib.jar"));
        Path only = new Jars().manifest("Class-Path: lib/lib.jar only.jar").jar(folder.resolve("only.jar"));
        Path main = Jars.with("main.txt", "x")
                .and(Functions.Point.class)
                .manifest("Class-Path: only.jar")
                .jar(folder.resolve("main.jar"));
        try (URLClassLoader loader = loaderOf(main)) {
            Class<?> root = loader.loadClass(Functions.Point.class.getName());
            assertThat(ClassPath.of(List.of(root))).endsWith(main, only, lib, far.toRealPath());
        }
        List<String> digests = storeFrom(THIS_JAVA, main);
        assertThat(digests).contains(digestOf(main), digestOf(lib)).doesNotContain(digestOf(only));
    }

    @Test
    void aClassFolderForANewerJavaIsRefused() throws Exception {
        Path classes = new Jars()
                .and(Functions.Point.class)
                .and("example/Newer.class", Functions.class, 99)
                .folder(folder.resolve("classes"));
        assertThatThrownBy(() -> storeFrom(THIS_JAVA, classes))
                .isInstanceOf(CaptureException.class)
                .hasMessage("the class example.Newer in " + classes + " needs Java 99, but the components run on Java "
                        + THIS_JAVA + "; compile it with --release " + THIS_JAVA
                        + ", or set the option javaHome to a Java 99");
    }

    @Test
    void theNewestClassOfAJarCountsButNotThatOfMultiReleaseParts() throws IOException {
        Path jar = new Jars()
                .and("a/Old.class", Functions.class, 8)
                .and("a/New.class", Functions.class, 21)
                .and("META-INF/versions/25/a/Old.class", Functions.class, 25)
                .and("module-info.class", Functions.class, 30)
                .jar(folder.resolve("multi.jar"));
        NewestClass newest = store.newestIn(store.storeFile(jar));
        assertThat(newest).isEqualTo(new NewestClass("a/New", 21));
        newest.checkCompiled("multi.jar", 21);
        assertThatThrownBy(() -> newest.checkCompiled("multi.jar", 20))
                .isInstanceOf(CaptureException.class)
                .hasMessage("the class a.New in multi.jar needs Java 21, but the components run on Java 20; compile it"
                        + " with --release 20, or set the option javaHome to a Java 21");
    }

    @Test
    void classesOfAnOlderNodeAreCheckedInJarsToo() {
        assertThatThrownBy(() -> new Shipment(store, 6).store(List.of(Functions.class)))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("but the components run on Java 6; compile it with --release 6");
    }

    @Test
    void aClassWhoseLoaderGivesNoBytesIsRefused() throws Exception {
        byte[] bytes = Jars.bytesOf(Functions.Point.class);
        ClassLoader secretive = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, bytes, 0, bytes.length);
            }

            @Override
            public String toString() {
                return "the secretive one";
            }
        };
        Class<?> root = secretive.loadClass(Functions.Point.class.getName());
        assertThatThrownBy(() -> new Shipment(store, THIS_JAVA).store(List.of(root)))
                .isInstanceOf(CaptureException.class)
                .hasMessage("the class example.capture.Functions$Point was made by the class loader the secretive one,"
                        + " which does not give its bytes; put the class into a jar or class folder on the class path");
    }

    private List<String> storeFrom(int nodeJava, Path location) throws Exception {
        try (URLClassLoader loader = loaderOf(location)) {
            return new Shipment(store, nodeJava).store(List.of(loader.loadClass(Functions.Point.class.getName())));
        }
    }

    private static URLClassLoader loaderOf(Path location) throws IOException {
        return new URLClassLoader(new URL[] {location.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static String digestOf(Path jar) throws IOException {
        return Sha256.of(out -> Files.copy(jar, out));
    }
}
