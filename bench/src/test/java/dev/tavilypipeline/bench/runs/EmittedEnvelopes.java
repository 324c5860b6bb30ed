package dev.tavilypipeline.bench.runs;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.contract.Topics;

/** All emitted envelopes. As in the warehouse, the highest revision of a run counts, and of equal ones the latest. */
final class EmittedEnvelopes {

    private static final Comparator<Emitted> LATEST = Comparator.comparingInt(Emitted::revision)
            .thenComparing(Emitted::emittedAt);

    private record Emitted(int revision, Instant emittedAt, RunOutcome outcome) {
    }

    private final Map<String, Emitted> latest = new HashMap<>();
    private final Map<String, RunOutcome> byRevision = new HashMap<>();
    private final Set<String> contradictions = new TreeSet<>();
    private int count;

    static EmittedEnvelopes in(String bootstrapServers) {
        EmittedEnvelopes envelopes = new EmittedEnvelopes();
        try (KafkaProbe kafka = new KafkaProbe(bootstrapServers)) {
            kafka.read(Topics.RUN_ENVELOPES).forEach(record -> envelopes.add(Json.tree(record.value())));
        }
        return envelopes;
    }

    private void add(JsonNode envelope) {
        count++;
        String runId = envelope.get("run_id").asText();
        Emitted emitted = new Emitted(envelope.get("revision").asInt(), Instant.parse(envelope.get("emitted_at").asText()),
                RunOutcome.ofEnvelope(envelope));
        latest.merge(runId, emitted, (one, other) -> LATEST.compare(one, other) < 0 ? other : one);
        String revision = runId + " in revision " + emitted.revision();
        RunOutcome first = byRevision.putIfAbsent(revision, emitted.outcome());
        if (first != null && !first.equals(emitted.outcome())) {
            contradictions.add(revision);
        }
    }

    int count() {
        return count;
    }

    /** How many different envelopes there are; the others are repetitions. */
    int revisions() {
        return byRevision.size();
    }

    Map<String, RunOutcome> outcomes() {
        Map<String, RunOutcome> outcomes = new HashMap<>();
        latest.forEach((runId, emitted) -> outcomes.put(runId, emitted.outcome()));
        return outcomes;
    }

    /** Runs with two different envelopes of the same revision. */
    Set<String> contradictions() {
        return contradictions;
    }
}
