package dev.tavilypipeline.bench.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.Topics;

/**
 * A fact as it goes to Kafka.
 *
 * @param key the record's {@code ce_id}, by which two copies are the same fact
 */
public record SentFact(String topic, String runId, String key, String json) {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    static SentFact of(ResearchJob job) {
        return new SentFact(Topics.RESEARCH_JOBS, job.runId().toString(), "job-of-" + job.runId(), text(job));
    }

    static SentFact of(CancelRequested request) {
        return new SentFact(Topics.RESEARCH_CANCELLATIONS, request.runId().toString(), "cancellation-of-" + request.runId(),
                text(request));
    }

    static SentFact of(RunEvent event) {
        return new SentFact(Topics.RUN_EVENTS, event.runId().toString(), event.factKey(), text(event));
    }

    JsonNode tree() {
        return Json.tree(json);
    }

    private static String text(Object contractRecord) {
        try {
            return JSON.writeValueAsString(contractRecord);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
