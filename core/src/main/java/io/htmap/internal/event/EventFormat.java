package io.htmap.internal.event;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Writes events as HTCondor does, so that its own tools read them; times in UTC with milliseconds. */
public final class EventFormat {
    /** The line that ends each event. */
    static final String END = "...\n";

    // HTCondor's own limits: it cuts reasons there, and its reader cuts an event's first line
    private static final int MAX_TEXT = 8191;
    private static final int MAX_GENERIC = 900;
    private static final String ONE_SUSPENDED = "Number of processes actually suspended: 1";

    private EventFormat() {}

    /** Returns the whole event with the line that ends it. Line breaks in texts become '|', as in HTCondor. */
    public static byte[] format(JobEvent event) {
        StringBuilder out = new StringBuilder(256);
        append(out, event);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void append(StringBuilder out, JobEvent event) {
        int number = event.body() instanceof EventBody.Other other
                ? other.number()
                : event.type().number();
        Padded.append(out, number, 3).append(' ');
        event.job().append(out);
        out.append(' ');
        EventTimes.append(out, event.time());
        out.append(' ').append(event.type().banner());
        body(out, event.body());
        out.append(END);
    }

    private static void body(StringBuilder out, EventBody body) {
        switch (body.type()) {
            case SUBMIT -> submitted(out, (EventBody.Submitted) body);
            case EXECUTE -> executing(out, (EventBody.Executing) body);
            case EVICTED -> evicted(out, (EventBody.Evicted) body);
            case TERMINATED -> terminated(out, (EventBody.Terminated) body);
            case IMAGE_SIZE -> imageSize(out, (EventBody.ImageSize) body);
            case HELD -> held(out, (EventBody.Held) body);
            case JOB_AD -> jobAd(out, (EventBody.JobAd) body);
            case OTHER -> line(out, ((EventBody.Other) body).text());
            default -> note(out, (EventBody.Note) body);
        }
    }

    private static void submitted(StringBuilder out, EventBody.Submitted body) {
        line(out.append(' '), Address.of(body.host()));
        if (body.component() >= 0) {
            out.append("    htmap component ").append(body.component()).append('\n');
        }
        if (body.again() != null) {
            line(out.append("    ").append(OwnLines.AGAIN), body.again().toString());
        }
    }

    private static void executing(StringBuilder out, EventBody.Executing body) {
        line(out.append(' '), Address.of(body.host()));
        if (!body.slot().isEmpty()) {
            line(out.append("\tSlotName: "), body.slot());
        }
        if (body.pid() >= 0) {
            out.append('\t').append(OwnLines.PID).append(body.pid()).append('\n');
        }
        if (body.memoryMb() >= 0) {
            out.append("\tMemory = ").append(body.memoryMb()).append('\n');
        }
    }

    private static void evicted(StringBuilder out, EventBody.Evicted body) {
        out.append("\n\t(0) CPU times\n");
        usage(out, body.usage(), "Run Remote");
        usage(out, Usage.NONE, "Run Local");
        // HTCondor reads a reason only behind these two
        out.append("\t0  -  Run Bytes Sent By Job\n\t0  -  Run Bytes Received By Job\n");
        if (!body.reason().isEmpty()) {
            line(out.append("\tReason: "), body.reason());
        }
        OwnLines.append(out, body.facts());
    }

    private static void terminated(StringBuilder out, EventBody.Terminated body) {
        Exit exit = body.exit();
        if (exit.bySignal()) {
            out.append("\n\t(0) Abnormal termination (signal ").append(exit.number());
            out.append(")\n\t(0) No core file\n");
        } else {
            out.append("\n\t(1) Normal termination (return value ").append(exit.number());
            out.append(")\n");
        }
        usage(out, body.run(), "Run Remote");
        usage(out, Usage.NONE, "Run Local");
        usage(out, body.total(), "Total Remote");
        usage(out, Usage.NONE, "Total Local");
        OwnLines.append(out, body.facts());
    }

    private static void usage(StringBuilder out, Usage usage, String whose) {
        UsageText.append(out.append("\t\t"), usage);
        out.append("  -  ");
        out.append(whose).append(" Usage\n");
    }

    private static void imageSize(StringBuilder out, EventBody.ImageSize body) {
        out.append(' ').append(body.imageKb()).append('\n');
        if (body.memoryMb() >= 0) {
            out.append('\t').append(body.memoryMb()).append("  -  MemoryUsage of job (MB)\n");
        }
        if (body.residentKb() >= 0) {
            out.append('\t').append(body.residentKb()).append("  -  ResidentSetSize of job (KB)\n");
        }
    }

    private static void held(StringBuilder out, EventBody.Held body) {
        line(out.append("\n\t"), body.reason().isEmpty() ? OwnLines.NO_REASON : body.reason());
        out.append("\tCode ").append(body.code());
        out.append(" Subcode ").append(body.subcode()).append('\n');
        OwnLines.append(out, body.facts());
    }

    private static void jobAd(StringBuilder out, EventBody.JobAd body) {
        out.append('\n');
        new TreeMap<>(body.attributes())
                .forEach((name, value) -> line(out.append(name).append(" = "), value));
    }

    private static void note(StringBuilder out, EventBody.Note body) {
        String text = body.text();
        switch (body.type()) {
            case GENERIC -> line(out, text.length() > MAX_GENERIC ? text.substring(0, MAX_GENERIC) : text);
            case FILE_TRANSFER -> line(out, text);
            case RECONNECTED ->
                line(
                        line(line(out.append(' '), text).append("    startd address: "), text)
                                .append("    starter address: "),
                        text);
            case FACTORY_SUBMITTED -> line(out.append(' '), Address.of(text));
            case UNSUSPENDED -> out.append('\n');
            case SUSPENDED -> reason(out, text.isEmpty() ? ONE_SUSPENDED : text);
            case ABORTED -> reason(out.append('.'), text);
            case DISCONNECTED ->
                line(out.append(", attempting to reconnect\n    "), text)
                        .append("    Trying to reconnect to the node\n");
            case RECONNECT_FAILED ->
                line(out.append("\n    "), text).append("    Can not reconnect to the node, rescheduling job\n");
            default -> reason(out, text);
        }
    }

    private static void reason(StringBuilder out, String text) {
        out.append('\n');
        if (!text.isEmpty()) {
            line(out.append('\t'), text);
        }
    }

    private static StringBuilder line(StringBuilder out, String text) {
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return out.append(cut.replace('\n', '|').replace('\r', ' ').replace('\0', ' '))
                .append('\n');
    }
}
