package io.htmap.internal.event;

/**
 * What a scheduler calls a job.
 *
 * @param cluster one submission; later ones have higher numbers
 * @param proc the job's number in its cluster, or -1 for the cluster itself
 */
public record JobId(int cluster, int proc) {
    /** Stands for the cluster instead of one of its jobs. */
    public static final int WHOLE_CLUSTER = -1;

    /** The cluster itself. */
    public static JobId ofCluster(int cluster) {
        return new JobId(cluster, WHOLE_CLUSTER);
    }

    /** Returns whether this is the cluster itself. */
    public boolean isCluster() {
        return proc < 0;
    }

    /** As the log writes it, with the sub-process, which is the job's own main one. */
    void append(StringBuilder out) {
        Padded.append(out.append('('), cluster, 3);
        if (isCluster()) {
            out.append(".-01.-01)");
        } else {
            Padded.append(out.append('.'), proc, 3).append(".000)");
        }
    }

    @Override
    public String toString() {
        return cluster + "." + proc;
    }
}
