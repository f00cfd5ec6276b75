package io.htmap.internal.event;

/**
 * Tells which component a job carries when the job's own submit event does not (a note {@code htmap component N} there
 * comes first).
 */
@FunctionalInterface
public interface JobMapping {
    /** The proc number is the component, in every cluster. */
    JobMapping PROC_IS_COMPONENT = JobId::proc;

    /** Only the notes count; a job without one is a stray. */
    JobMapping NOTES_ONLY = job -> -1;

    /** Returns the component, or -1 if it is not known. */
    int componentOf(JobId job);
}
