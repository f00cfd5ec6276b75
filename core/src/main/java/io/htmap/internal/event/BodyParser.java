package io.htmap.internal.event;

import io.htmap.AttemptEnd;
import io.htmap.internal.attempt.RequeueCode;
import io.htmap.spi.RerunFrom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands behind an event's header. */
final class BodyParser {
    private static final Pattern COMPONENT = Pattern.compile("htmap component (\\d{1,9})");
    private static final Pattern RETURNED =
            Pattern.compile("\\(1\\) Normal termination \\(return value (-?\\d{1,9})\\)");
    private static final Pattern SIGNALLED = Pattern.compile("\\(0\\) Abnormal termination \\(signal (\\d{1,9})\\)");
    private static final Pattern CODES = Pattern.compile("Code (-?\\d{1,9}) Subcode (-?\\d{1,9})");
    /** Our submit description has those jobs requeued whose process was lost, and those whose exit code says why. */
    private static final String REQUEUED = "(0) Job terminated and was requeued";

    private static final String REQUEUE_RULE = "OnExitRemove expression";
    private static final String SLOT = "SlotName:";
    private static final Pattern MEMORY = Pattern.compile("Memory = (\\d{1,9})");
    private static final String REASON = "Reason: ";
    private static final String TABLE = "Partitionable Resources";
    private static final String FIGURE = "  -  ";
    private static final String RUN_USAGE = "Run Remote Usage";
    private static final String TOTAL_USAGE = "Total Remote Usage";

    private BodyParser() {}

    /**
     * @param first the rest of the event's first line
     * @param lines the lines after it
     */
    static EventBody parse(int number, String first, EventLines lines) throws EventParseException {
        EventType type = EventType.of(number);
        if (!first.startsWith(type.banner())) {
            throw new EventParseException("event " + number + " does not say '" + type.banner() + "'");
        }
        String rest = first.substring(type.banner().length()).strip();
        return switch (type) {
            case SUBMIT -> submitted(Address.nameOf(rest), lines);
            case EXECUTE -> executing(Address.nameOf(rest), lines);
            case EVICTED -> evicted(lines);
            case TERMINATED -> terminated(lines);
            case IMAGE_SIZE -> imageSize(rest, lines);
            case HELD -> held(lines);
            case JOB_AD -> jobAd(lines);
            case FACTORY_SUBMITTED -> new EventBody.Note(type, Address.nameOf(rest));
            case GENERIC, FILE_TRANSFER, RECONNECTED -> new EventBody.Note(type, rest);
            case OTHER -> new EventBody.Other(number, rest);
            default -> new EventBody.Note(type, lines.nextTrimmed());
        };
    }

    private static EventBody submitted(String host, EventLines lines) {
        int component = -1;
        RerunFrom again = null;
        while (lines.hasNext()) {
            String line = lines.nextTrimmed();
            Matcher note = COMPONENT.matcher(line);
            if (note.matches()) {
                component = Integer.parseInt(note.group(1));
            } else if (line.startsWith(OwnLines.AGAIN)) {
                again = OwnLines.parseAgain(line);
            }
        }
        return new EventBody.Submitted(host, component, again);
    }

    private static EventBody executing(String host, EventLines lines) {
        String slot = "";
        long pid = -1;
        int memoryMb = -1;
        while (lines.hasNext()) {
            String line = lines.nextTrimmed();
            Matcher memory = MEMORY.matcher(line);
            if (line.startsWith(SLOT)) {
                slot = line.substring(SLOT.length()).replace("\"", "").strip();
            } else if (line.startsWith(OwnLines.PID)) {
                pid = OwnLines.number(line.substring(OwnLines.PID.length()), -1);
            } else if (memory.matches()) {
                memoryMb = Integer.parseInt(memory.group(1));
            }
        }
        return new EventBody.Executing(host, slot, pid, memoryMb);
    }

    private static EventBody evicted(EventLines lines) {
        String reason = "";
        String ended = "";
        EndFacts facts = EndFacts.UNKNOWN;
        Usage run = Usage.NONE;
        while (lines.hasNext()) {
            String line = lines.nextTrimmed();
            ended = ended.isEmpty() ? ended(line) : ended;
            if (line.startsWith(TABLE)) {
                break;
            } else if (line.endsWith(RUN_USAGE)) {
                run = UsageText.parse(line);
            } else if (line.equals(REQUEUED)) {
                facts = EndFacts.of(AttemptEnd.LOST);
            } else if (facts.end() == AttemptEnd.LOST && returned(line) >= 0) {
                facts = EndFacts.of(RequeueCode.end(returned(line)).orElse(AttemptEnd.LOST));
                ended = RequeueCode.reason(returned(line)).orElse(ended);
            } else if (OwnLines.isFacts(line)) {
                facts = OwnLines.parseFacts(line);
            } else if (!line.startsWith("(") && !line.contains(FIGURE)) {
                // newer versions put a word before it
                reason = line.startsWith(REASON)
                        ? line.substring(REASON.length()).strip()
                        : line;
            }
        }
        // HTCondor only says which expression ran the job again
        if (reason.contains(REQUEUE_RULE)) {
            reason = facts.end() == AttemptEnd.ERRORED ? "" : ended;
        }
        return new EventBody.Evicted(reason, facts, run);
    }

    /** Says how a process ended; nothing if the line does not tell. */
    private static String ended(String line) {
        Matcher returned = RETURNED.matcher(line);
        Matcher signalled = SIGNALLED.matcher(line);
        if (returned.matches()) {
            return "its process ended with exit code " + returned.group(1);
        }
        return signalled.matches() ? "its process was killed by signal " + signalled.group(1) : "";
    }

    /** Returns the exit code of a process that ended by itself; -1 if the line does not tell. */
    private static int returned(String line) {
        Matcher returned = RETURNED.matcher(line);
        return returned.matches() ? Integer.parseInt(returned.group(1)) : -1;
    }

    private static EventBody terminated(EventLines lines) throws EventParseException {
        Exit exit = exit(lines.nextTrimmed());
        EndFacts facts = EndFacts.UNKNOWN;
        Usage run = Usage.NONE;
        Usage total = Usage.NONE;
        while (lines.hasNext()) {
            String line = lines.nextTrimmed();
            if (line.endsWith(RUN_USAGE)) {
                run = UsageText.parse(line);
            } else if (line.endsWith(TOTAL_USAGE)) {
                total = UsageText.parse(line);
            } else if (OwnLines.isFacts(line)) {
                facts = OwnLines.parseFacts(line);
            }
        }
        return new EventBody.Terminated(exit, facts, run, total);
    }

    private static Exit exit(String line) throws EventParseException {
        Matcher returned = RETURNED.matcher(line);
        if (returned.matches()) {
            return Exit.returned(Integer.parseInt(returned.group(1)));
        }
        Matcher signalled = SIGNALLED.matcher(line);
        if (signalled.matches()) {
            return Exit.signalled(Integer.parseInt(signalled.group(1)));
        }
        throw new EventParseException("event 5 has neither a return value nor a signal");
    }

    private static EventBody imageSize(String kilobytes, EventLines lines) {
        long memory = -1;
        long resident = -1;
        while (lines.hasNext()) {
            String[] parts = lines.nextTrimmed().split("\\s+-\\s+", 2);
            if (parts.length == 2 && parts[1].startsWith("MemoryUsage")) {
                memory = OwnLines.number(parts[0], -1);
            } else if (parts.length == 2 && parts[1].startsWith("ResidentSetSize")) {
                resident = OwnLines.number(parts[0], -1);
            }
        }
        return new EventBody.ImageSize(OwnLines.number(kilobytes, -1), memory, resident);
    }

    private static EventBody held(EventLines lines) {
        String reason = lines.nextTrimmed();
        int code = 0;
        int subcode = 0;
        EndFacts facts = EndFacts.UNKNOWN;
        while (lines.hasNext()) {
            String line = lines.nextTrimmed();
            Matcher codes = CODES.matcher(line);
            if (codes.matches()) {
                code = Integer.parseInt(codes.group(1));
                subcode = Integer.parseInt(codes.group(2));
            } else if (OwnLines.isFacts(line)) {
                facts = OwnLines.parseFacts(line);
            }
        }
        return new EventBody.Held(reason.equals(OwnLines.NO_REASON) ? "" : reason, code, subcode, facts);
    }

    private static EventBody jobAd(EventLines lines) {
        Map<String, String> attributes = new LinkedHashMap<>();
        while (lines.hasNext()) {
            String[] pair = lines.nextTrimmed().split("\\s*=\\s*", 2);
            if (pair.length == 2 && !pair[0].isEmpty()) {
                attributes.put(pair[0], pair[1]);
            }
        }
        return new EventBody.JobAd(attributes);
    }
}
