package example.capture.far;

/** An exception, so that classes of the JDK are inherited from. */
public class Label extends Exception {
    private static final long serialVersionUID = 1L;

    public Label(String text) {
        super(text);
    }
}
