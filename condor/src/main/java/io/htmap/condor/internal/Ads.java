package io.htmap.condor.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.htmap.condor.CondorCommandException;
import io.htmap.internal.event.JobId;
import java.util.List;

/** Asks one of HTCondor's programs for ClassAds. */
final class Ads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Ads() {}

    /** Returns whose ad it is. */
    static JobId job(JsonNode ad) {
        return new JobId(ad.path("ClusterId").asInt(), ad.path("ProcId").asInt());
    }

    /** Returns what a program writes when it is told {@code -json}; it writes nothing where there is nothing. */
    static Iterable<JsonNode> ask(CondorTools tools, String program, List<String> arguments) {
        CondorTools.Answer answer = tools.answered(program, arguments);
        String json = answer.stdout().strip();
        try {
            return json.isEmpty() ? List.of() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            CondorCommandException failure = answer.failure("did not answer in JSON");
            failure.initCause(e);
            throw failure;
        }
    }
}
