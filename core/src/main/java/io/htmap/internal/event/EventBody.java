package io.htmap.internal.event;

import io.htmap.spi.RerunFrom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event says, without its job and time. Texts are one line each. */
public sealed interface EventBody {
    /** Returns the kind of event. */
    EventType type();

    /**
     * 000: a job is in the queue.
     *
     * @param host where it was submitted
     * @param component the component that it carries, or -1 if the event does not say
     * @param again what the component starts from, which runs again; null if it does not, or the event does not say
     */
    record Submitted(String host, int component, @Nullable RerunFrom again) implements EventBody {
        /** Of a component that runs for the first time. */
        public Submitted(String host, int component) {
            this(host, component, null);
        }

        /** Without a note of the component. */
        public Submitted(String host) {
            this(host, -1);
        }

        @Override
        public EventType type() {
            return EventType.SUBMIT;
        }
    }

    /**
     * 001: an attempt begins.
     *
     * @param host the node's name or HTCondor's address of it
     * @param slot HTCondor's name of the slot, empty if there is none
     * @param pid the process, or -1 if unknown
     * @param memoryMb what the slot has, or -1 if unknown
     */
    record Executing(String host, String slot, long pid, int memoryMb) implements EventBody {
        /** Of a slot of which no memory is known. */
        public Executing(String host, String slot, long pid) {
            this(host, slot, pid, -1);
        }

        @Override
        public EventType type() {
            return EventType.EXECUTE;
        }

        /** Returns the node's name as people know it, as good as it can be told. */
        public String machine() {
            int at = slot.lastIndexOf('@');
            if (at >= 0) {
                return slot.substring(at + 1);
            }
            return Address.aliasIn(host);
        }
    }

    /** 004: an attempt ended, the job is idle again. */
    record Evicted(String reason, EndFacts facts, Usage usage) implements EventBody {
        @Override
        public EventType type() {
            return EventType.EVICTED;
        }
    }

    /**
     * 005: the job is over. A return value of 0 means an output, 1 that the function threw.
     *
     * @param facts only its milliseconds are used
     * @param run of the last attempt
     * @param total of all attempts
     */
    record Terminated(Exit exit, EndFacts facts, Usage run, Usage total) implements EventBody {
        @Override
        public EventType type() {
            return EventType.TERMINATED;
        }
    }

    /** 006: what the job holds in memory; -1 is unknown. */
    record ImageSize(long imageKb, long memoryMb, long residentKb) implements EventBody {
        @Override
        public EventType type() {
            return EventType.IMAGE_SIZE;
        }
    }

    /** 012: the job is set aside, which also ends an attempt. */
    record Held(String reason, int code, int subcode, EndFacts facts) implements EventBody {
        @Override
        public EventType type() {
            return EventType.HELD;
        }
    }

    /** 028: attributes, the values as HTCondor writes them (texts in quotes). */
    record JobAd(Map<String, String> attributes) implements EventBody {
        public JobAd {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public EventType type() {
            return EventType.JOB_AD;
        }
    }

    /** All kinds that have at most one text: a reason, a node, what happened. */
    record Note(EventType type, String text) implements EventBody {}

    /** A kind that means nothing to us. */
    record Other(int number, String text) implements EventBody {
        @Override
        public EventType type() {
            return EventType.OTHER;
        }
    }
}
