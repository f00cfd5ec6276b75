package io.htmap.disruption;

import io.htmap.runtime.StateCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes a state in a format of its own. */
final class StepsCodec implements StateCodec<Steps> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Steps state, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(state.step());
        data.flush();
        Stage.current().writing(state.step());
        data.writeLong(state.value());
        data.flush();
    }

    @Override
    public Steps read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        return new Steps(data.readInt(), data.readLong());
    }
}
