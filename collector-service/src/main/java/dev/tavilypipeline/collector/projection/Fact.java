package dev.tavilypipeline.collector.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/**
 * A fact about a run, parsed and as it is stored. Two facts of a run with the same key are the same fact.
 *
 * @param key the same for every copy of the fact and for no other fact of the run
 * @param content a {@link ResearchJob}, a {@link CancelRequested} or a {@link RunEvent}; null for a fact that is stored and
 *        counted without being understood: a run event of a type that only a newer version knows, under a key that no other
 *        fact can have, or a fact stored by a version that accepted it
 * @param time when it happened, by the clock of the writer; null if the fact is not understood
 * @param json the bytes as they were read, as text
 * @param size bytes of the JSON
 */
public record Fact(UUID runId, String key, Object content, Instant time, String json, int size) {

    private static final String JOB_PREFIX = "job:";
    private static final String CANCELLATION_PREFIX = "cancellation:";
    private static final String UNKNOWN_PREFIX = "unknown:";
    /** A newer agent may write run events of other types, which are stored and counted. */
    private static final Set<String> KNOWN_TYPES = Arrays
            .stream(RunEvent.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name).collect(Collectors.toUnmodifiableSet());

    private static Fact of(UUID runId, String key, Object content, Instant time, byte[] json) {
        return new Fact(runId, key, content, time, new String(json, UTF_8), json.length);
    }

    /** @throws UnreadableRecordException if the bytes are no job, now or ever */
    public static Fact job(String ceId, byte[] json) {
        ResearchJob job = ContractJson.readJob(json);
        return of(job.runId(), JOB_PREFIX + ceId, job, job.requestedAt(), json);
    }

    /** @throws UnreadableRecordException if the bytes are no cancellation, now or ever */
    public static Fact cancellation(String ceId, byte[] json) {
        CancelRequested request = ContractJson.read(json, CancelRequested.class);
        return of(request.runId(), CANCELLATION_PREFIX + ceId, request, request.requestedAt(), json);
    }

    /**
     * @param ceId read only where the type is unknown, since a known event has a key of its own
     * @throws UnreadableRecordException if the bytes are no run event, now or ever
     */
    public static Fact event(Supplier<String> ceId, byte[] json) {
        try {
            return knownEvent(json);
        } catch (UnreadableRecordException e) {
            JsonNode tree = ContractJson.readTree(json);
            JsonNode type = tree.path("type");
            if (!type.isTextual()) {
                throw new UnreadableRecordException("RunEvent: required field 'type' is missing");
            }
            if (KNOWN_TYPES.contains(type.textValue())) {
                throw e;
            }
            return of(runIdOf(tree), UNKNOWN_PREFIX + ceId.get(), null, null, json);
        }
    }

    private static Fact knownEvent(byte[] json) {
        RunEvent event = ContractJson.read(json, RunEvent.class);
        return of(event.runId(), event.factKey(), event, event.occurredAt(), json);
    }

    private static UUID runIdOf(JsonNode tree) {
        try {
            return UUID.fromString(tree.path("run_id").asText());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("RunEvent: required field 'run_id' is missing or no UUID", e);
        }
    }

    /**
     * A fact as it was stored. It keeps the key that it was stored under, unless its type was unknown when it was stored and
     * is known now: then it has the key of every other copy of it.
     */
    public static Fact stored(UUID runId, String key, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        try {
            if (key.startsWith(JOB_PREFIX)) {
                return job(key.substring(JOB_PREFIX.length()), bytes);
            }
            if (key.startsWith(CANCELLATION_PREFIX)) {
                return cancellation(key.substring(CANCELLATION_PREFIX.length()), bytes);
            }
            return knownEvent(bytes);
        } catch (UnreadableRecordException e) {
            return new Fact(runId, key, null, null, json, bytes.length);
        }
    }
}
