package io.htmap.pool;

import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.util.List;

/** A program that makes a map in a home folder whose disk gets full meanwhile, and says what it sees. */
final class FullHome {
    private FullHome() {}

    /** @param arguments the home, and the folder of gate and trace */
    public static void main(String[] arguments) throws Exception {
        Gate gate = new Gate(Path.of(arguments[1], "gate").toString());
        Trace trace = Trace.in(Path.of(arguments[1]));
        try (Htmap htmap = Htmap.open(Path.of(arguments[0]))) {
            ComponentMap<Integer, byte[]> map = htmap.map(
                    "faults",
                    new FullDisksTest.Wide(gate, trace),
                    List.of(8),
                    PoolRun.small().build());
            map.awaitStatus(0, Status.HELD, Waits.LONG);
            Hold hold = map.holdReason(0).orElseThrow();
            System.out.println(
                    "held " + hold.code() + "/" + hold.subcode() + ": " + hold.reason() + " advice: " + hold.advice());
            trace.add(0, 0, What.SAVED, 0);
            gate.await(2);
            map.release();
            System.out.println("got " + map.get(0, Waits.LONG).length);
            map.remove();
        }
    }
}
