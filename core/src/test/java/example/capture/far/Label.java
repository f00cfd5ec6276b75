package example.capture.far;

import java.util.zip.DataFormatException;

/** An exception, so that a class of the JDK is inherited from that is not always allowed. */
public class Label extends DataFormatException {
    private static final long serialVersionUID = 1L;

    public Label(String text) {
        super(text);
    }
}
