package example.capture;

import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a function and an input, applies, writes the output: what the runner does on a node. */
public final class NodeMain {
    private NodeMain() {}

    public static void main(String[] files) throws Exception {
        @SuppressWarnings("unchecked")
        MapFunction<Object, Object> function = (MapFunction<Object, Object>) read(Path.of(files[0]));
        Object output = function.apply(read(Path.of(files[1])));
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(Path.of(files[2])))) {
            out.writeObject(output);
        }
    }

    private static Object read(Path file) throws IOException, ClassNotFoundException {
        try (InputStream bytes = Files.newInputStream(file);
                ObjectInputStream in = new ObjectInputStream(bytes)) {
            return in.readObject();
        }
    }
}
