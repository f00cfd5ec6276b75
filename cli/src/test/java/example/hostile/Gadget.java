package example.hostile;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** Leaves a trace when it is initialised, and when it is read. */
public final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where hostile code would leave its trace. */
    public static final String TRACE = "example.hostile.trace";

    static {
        System.setProperty(TRACE, "initialised");
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        System.setProperty(TRACE, "read");
        in.defaultReadObject();
    }
}
