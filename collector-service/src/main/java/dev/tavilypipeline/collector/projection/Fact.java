package dev.tavilypipeline.collector.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** A fact about a run, parsed and as it is stored. Two facts of a run with the same key are the same fact. */
public sealed interface Fact {

    String JOB_PREFIX = "job:";
    String CANCELLATION_PREFIX = "cancellation:";
    String UNKNOWN_PREFIX = "unknown:";

    UUID runId();

    /** The same for every copy of the fact and for no other fact of the run. */
    String key();

    /** The bytes as they were read, as text. */
    String json();

    /** Bytes of the JSON. */
    int size();

    /** When it happened, by the clock of the writer; null if the fact is not understood. */
    Instant time();

    record Job(ResearchJob job, String key, String json, int size) implements Fact {

        @Override
        public UUID runId() {
            return job.runId();
        }

        @Override
        public Instant time() {
            return job.requestedAt();
        }
    }

    record Cancellation(CancelRequested request, String key, String json, int size) implements Fact {

        @Override
        public UUID runId() {
            return request.runId();
        }

        @Override
        public Instant time() {
            return request.requestedAt();
        }
    }

    record Event(RunEvent event, String key, String json, int size) implements Fact {

        @Override
        public UUID runId() {
            return event.runId();
        }

        @Override
        public Instant time() {
            return event.occurredAt();
        }
    }

    /**
     * Stored and counted without being understood: a run event of a type that only a newer version knows, under a key that no
     * other fact can have, or a fact stored by a version that accepted it.
     */
    record Unknown(UUID runId, String key, String json, int size) implements Fact {

        @Override
        public Instant time() {
            return null;
        }
    }

    /** @throws UnreadableRecordException if the bytes are no job, now or ever */
    static Fact job(String ceId, byte[] json) {
        return new Job(ContractJson.readJob(json), JOB_PREFIX + ceId, new String(json, UTF_8), json.length);
    }

    /** @throws UnreadableRecordException if the bytes are no cancellation, now or ever */
    static Fact cancellation(String ceId, byte[] json) {
        return new Cancellation(ContractJson.read(json, CancelRequested.class), CANCELLATION_PREFIX + ceId,
                new String(json, UTF_8), json.length);
    }

    /**
     * @param ceId read only where the type is unknown, since a known event has a key of its own
     * @throws UnreadableRecordException if the bytes are no run event, now or ever
     */
    static Fact event(Supplier<String> ceId, byte[] json) {
        try {
            RunEvent event = ContractJson.read(json, RunEvent.class);
            return new Event(event, event.factKey(), new String(json, UTF_8), json.length);
        } catch (UnreadableRecordException e) {
            JsonNode tree = ContractJson.readTree(json);
            if (!tree.path("type").isTextual()) {
                throw new UnreadableRecordException("RunEvent: required field 'type' is missing");
            }
            if (RunEventTypes.isKnown(tree)) {
                throw e;
            }
            return new Unknown(runIdOf(tree), UNKNOWN_PREFIX + ceId.get(), new String(json, UTF_8), json.length);
        }
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
    static Fact stored(UUID runId, String key, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        try {
            if (key.startsWith(JOB_PREFIX)) {
                return job(key.substring(JOB_PREFIX.length()), bytes);
            }
            if (key.startsWith(CANCELLATION_PREFIX)) {
                return cancellation(key.substring(CANCELLATION_PREFIX.length()), bytes);
            }
            RunEvent event = ContractJson.read(bytes, RunEvent.class);
            return new Event(event, event.factKey(), json, bytes.length);
        } catch (UnreadableRecordException e) {
            return new Unknown(runId, key, json, bytes.length);
        }
    }
}
