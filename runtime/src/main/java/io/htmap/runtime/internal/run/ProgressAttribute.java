package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.JobAdProgress;
import io.htmap.runtime.internal.wire.ProgressNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * An attribute of the HTCondor job. HTCondor takes it along with what it tells of the job anyway, by default every 5
 * minutes to the shadow and every 15 to the schedd, so it costs nobody anything.
 */
final class ProgressAttribute implements ProgressPlace {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Chirp chirp;
    private final Path jobAd;
    private long start = -1;

    /**
     * @param sandbox the job's folder
     * @param environment the process's
     */
    ProgressAttribute(Path sandbox, Map<String, String> environment) {
        this.chirp = new Chirp(environment.get("_CONDOR_CHIRP_CONFIG"), sandbox);
        this.jobAd = Path.of(environment.getOrDefault(
                "_CONDOR_JOB_AD", sandbox.resolve(".job.ad").toString()));
    }

    @Override
    public void put(ProgressNote note) throws IOException {
        if (start < 0) {
            start = readStart();
        }
        chirp.setLater(JobAdProgress.ATTRIBUTE, new JobAdProgress(start, note).toText());
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    private long readStart() throws IOException {
        if (!Files.isReadable(jobAd)) {
            return 0;
        }
        String beginning = JobAdProgress.START + " = ";
        // an ad may hold what is no UTF-8
        for (String line : Files.readAllLines(jobAd, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(beginning)) {
                return number(line.substring(beginning.length()));
            }
        }
        return 0;
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
