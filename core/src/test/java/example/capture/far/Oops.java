package example.capture.far;

/** As users declare their exceptions. */
public class Oops extends Exception {
    private static final long serialVersionUID = 1L;

    public Oops(String text) {
        super(text);
    }
}
