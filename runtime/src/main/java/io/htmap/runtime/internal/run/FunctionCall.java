package io.htmap.runtime.internal.run;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.JobSpec;

/**
 * The user's function and its input.
 *
 * @param function the function
 * @param input may be null
 */
record FunctionCall(MapFunction<Object, Object> function, Object input) {
    /** Reads both. This runs code of the user's classes, so anything may be thrown. */
    @SuppressWarnings("unchecked") // the submit side has let through nothing else
    static FunctionCall read(JobSpec job) throws RunnerFailure {
        String what = "the function of map " + job.tag();
        try {
            MapFunction<Object, Object> function =
                    (MapFunction<Object, Object>) JobFiles.readFunction(job.functionFile());
            what = "the input of component " + job.component() + " of map " + job.tag();
            return new FunctionCall(function, JobFiles.readInput(job.inputFile(), job.component()));
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw new RunnerFailure(ExitCode.BAD_JOB, what + " cannot be read", e);
        }
    }

    Object apply() throws Exception {
        return function.apply(input);
    }
}
