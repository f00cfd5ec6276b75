import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.Component;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

public class Counter {
    static boolean counter(int numSteps) throws Exception {
        Path saved = Path.of("checkpoint");
        int step;
        try {
            step = Integer.parseInt(Files.readString(saved));
            System.out.println("loaded checkpoint!");
        } catch (NoSuchFileException e) {
            step = 0;
            System.out.println("starting from scratch");
        }
        while (true) {
            Thread.sleep(1000);
            step++;
            System.out.println("completed step " + step);
            if (step >= numSteps) break;
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);            // important!
        }
        return true;
    }

    public static void main(String[] args) throws Exception {
        try (Htmap htmap = Htmap.open()) {
            ComponentMap<Integer, Boolean> map = htmap.map("counter", Counter::counter, List.of(15));
            map.awaitRunning(0);
            Thread.sleep(5000);                     // let it get somewhere
            map.vacate();                           // take its node away
            System.out.println(map.get(0));         // wait for the result: true
            System.out.print(map.stdout(0));        // what both attempts printed
        }
    }
}
