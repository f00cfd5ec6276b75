package io.htmap.internal.event;

import io.htmap.Status;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The order of things in a saved state. Any change of it needs another number in {@link StateFile}. */
final class StateCodec {
    private StateCodec() {}

    static void write(StateOutput out, MapState state) throws IOException {
        out.putInt(state.size);
        out.putLong(state.version);
        out.putLong(state.strays);
        out.putInt(state.latestCluster);
        out.putBytes(state.status, state.size);
        out.putInts(state.cluster, state.size);
        out.putInts(state.reason, state.size);
        out.putInts(state.holdCode, state.size);
        out.putInts(state.holdSubcode, state.size);
        long[] disconnected = state.disconnected.toLongArray();
        out.putInt(disconnected.length);
        out.putLongs(disconnected, disconnected.length);
        writeTexts(out, state.texts);
        writeAttempts(out, state.attempts);
        writeSeen(out, state);
        writeBindings(out, state.bindings);
        writeReruns(out, state.reruns);
        out.putInt(state.slotMemory.megabytes.length);
        out.putInts(state.slotMemory.megabytes, state.slotMemory.megabytes.length);
    }

    static void writeDamage(StateOutput out, LogDamage damage) throws IOException {
        out.putLong(damage.count());
        out.putInt(damage.places().size());
        for (LogDamage.Place place : damage.places()) {
            out.putLong(place.offset());
            out.putText(place.reason());
        }
    }

    /**
     * @param size of the map
     * @throws DamagedRecordException when it is the state of another map
     */
    static MapState read(StateInput in, int size, JobMapping mapping) throws IOException {
        int savedSize = in.getInt();
        if (savedSize != size) {
            throw new DamagedRecordException("a state of " + savedSize + " components, not of " + size);
        }
        MapState state = new MapState(size, mapping);
        state.version = in.getLong();
        state.strays = in.getLong();
        state.latestCluster = in.getInt();
        in.getBytes(state.status, size);
        in.getInts(state.cluster, size);
        in.getInts(state.reason, size);
        in.getInts(state.holdCode, size);
        in.getInts(state.holdSubcode, size);
        long[] disconnected = new long[in.getInt()];
        in.getLongs(disconnected, disconnected.length);
        state.disconnected.or(java.util.BitSet.valueOf(disconnected));
        count(state);
        readTexts(in, state.texts);
        readAttempts(in, state.attempts);
        readSeen(in, state);
        readBindings(in, state.bindings);
        readReruns(in, state.reruns);
        state.slotMemory.megabytes = new int[in.getInt()];
        in.getInts(state.slotMemory.megabytes, state.slotMemory.megabytes.length);
        return state;
    }

    static LogDamage readDamage(StateInput in) throws IOException {
        long count = in.getLong();
        int size = in.getInt();
        List<LogDamage.Place> places = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            places.add(new LogDamage.Place(in.getLong(), in.getText()));
        }
        LogDamage damage = new LogDamage();
        damage.restore(count, places);
        return damage;
    }

    private static void count(MapState state) {
        state.counts[Status.UNMATERIALIZED.ordinal()] = 0;
        for (byte each : state.status) {
            state.counts[each]++;
        }
    }

    private static void writeTexts(StateOutput out, TextPool texts) throws IOException {
        out.putInt(texts.size());
        for (int i = 1; i < texts.size(); i++) {
            out.putText(texts.text(i));
        }
    }

    private static void readTexts(StateInput in, TextPool texts) throws IOException {
        int size = in.getInt();
        for (int i = 1; i < size; i++) {
            texts.numberOf(in.getText());
        }
    }

    private static void writeAttempts(StateOutput out, AttemptTable table) throws IOException {
        out.putInts(table.last, table.last.length);
        out.putInt(table.rows);
        out.putLongs(table.start, table.rows);
        out.putLongs(table.finish, table.rows);
        out.putLongs(table.millis, table.rows);
        out.putInts(table.host, table.rows);
        out.putInts(table.reason, table.rows);
        out.putInts(table.before, table.rows);
        out.putBytes(table.end, table.rows);
    }

    private static void readAttempts(StateInput in, AttemptTable table) throws IOException {
        in.getInts(table.last, table.last.length);
        table.rows = in.getInt();
        table.resize(Math.max(table.rows, 1));
        in.getLongs(table.start, table.rows);
        in.getLongs(table.finish, table.rows);
        in.getLongs(table.millis, table.rows);
        in.getInts(table.host, table.rows);
        in.getInts(table.reason, table.rows);
        in.getInts(table.before, table.rows);
        in.getBytes(table.end, table.rows);
    }

    private static void writeSeen(StateOutput out, MapState state) throws IOException {
        for (int i = 0; i < state.size; i++) {
            long[] fingerprints = state.seen.of(i);
            out.putInt(fingerprints.length);
            out.putLongs(fingerprints, fingerprints.length);
        }
    }

    private static void readSeen(StateInput in, MapState state) throws IOException {
        for (int i = 0; i < state.size; i++) {
            int length = in.getInt();
            if (length > 0) {
                long[] fingerprints = new long[length];
                in.getLongs(fingerprints, length);
                state.seen.restore(i, fingerprints);
            }
        }
    }

    private static void writeReruns(StateOutput out, RerunTable reruns) throws IOException {
        out.putInt(reruns.earlier.length);
        out.putInts(reruns.earlier, reruns.earlier.length);
        out.putInts(reruns.from, reruns.from.length);
    }

    private static void readReruns(StateInput in, RerunTable reruns) throws IOException {
        int length = in.getInt();
        reruns.earlier = new int[length];
        reruns.from = new int[length];
        in.getInts(reruns.earlier, length);
        in.getInts(reruns.from, length);
    }

    private static void writeBindings(StateOutput out, JobBindings bindings) throws IOException {
        out.putInt(bindings.tables().size());
        for (Map.Entry<Integer, int[]> table : bindings.tables().entrySet()) {
            out.putInt(table.getKey());
            out.putInt(table.getValue().length);
            out.putInts(table.getValue(), table.getValue().length);
        }
    }

    private static void readBindings(StateInput in, JobBindings bindings) throws IOException {
        int tables = in.getInt();
        for (int i = 0; i < tables; i++) {
            int cluster = in.getInt();
            int[] table = new int[in.getInt()];
            in.getInts(table, table.length);
            bindings.restore(cluster, table);
        }
    }
}
