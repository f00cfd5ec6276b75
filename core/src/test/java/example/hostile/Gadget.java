package example.hostile;

import example.capture.Trace;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

/** Acts when it is read, and when it is only initialised. */
public class Gadget implements Serializable, InvocationHandler, Comparable<Gadget> {
    private static final long serialVersionUID = 1L;

    static {
        Trace.leave("initialised");
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        Trace.leave("read");
        in.defaultReadObject();
    }

    @Override
    public int hashCode() {
        Trace.leave("hashed");
        return 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gadget;
    }

    @Override
    public int compareTo(Gadget other) {
        Trace.leave("compared");
        return 0;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        Trace.leave("invoked");
        return null;
    }

    /** An enum whose constants act when they are made. */
    public enum Kind {
        FIRST;

        Kind() {
            Trace.leave("constant made");
        }
    }
}
