package dev.tavilypipeline.bench.runs;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** All that was emitted, as the warehouse takes it: of each run the highest of revision and time counts. */
public final class Envelopes {

    private static final List<String> TOPIC = List.of("run.envelopes");
    private static final Comparator<Emitted> LATEST = Comparator.comparingInt(Emitted::revision)
            .thenComparing(Emitted::emittedAt);

    private record Emitted(int revision, Instant emittedAt, Outcome outcome) {
    }

    private final Map<String, Emitted> latest = new HashMap<>();
    private final Map<String, Outcome> ofRevision = new HashMap<>();
    private final Set<String> contradictions = new TreeSet<>();
    private int count;

    public static Envelopes in(String bootstrapServers) {
        Envelopes envelopes = new Envelopes();
        try (KafkaTopics kafka = new KafkaTopics(bootstrapServers, "crash-test")) {
            kafka.read(kafka.begins(TOPIC), kafka.ends(TOPIC), record -> envelopes.add(Json.tree(record.value())));
        }
        return envelopes;
    }

    private void add(JsonNode envelope) {
        count++;
        String runId = envelope.get("run_id").asText();
        Emitted emitted = new Emitted(envelope.get("revision").asInt(), Instant.parse(envelope.get("emitted_at").asText()),
                Outcome.ofEnvelope(envelope));
        latest.merge(runId, emitted, (one, other) -> LATEST.compare(one, other) < 0 ? other : one);
        String revision = runId + " in revision " + emitted.revision();
        Outcome first = ofRevision.putIfAbsent(revision, emitted.outcome());
        if (first != null && !first.equals(emitted.outcome())) {
            contradictions.add(revision);
        }
    }

    public int count() {
        return count;
    }

    /** How many of them said something new; the others are repetitions. */
    public int revisions() {
        return ofRevision.size();
    }

    public Map<String, Outcome> outcomes() {
        Map<String, Outcome> outcomes = new HashMap<>();
        latest.forEach((runId, emitted) -> outcomes.put(runId, emitted.outcome()));
        return outcomes;
    }

    /** Runs that were told in two ways from the same number of facts. */
    public Set<String> contradictions() {
        return contradictions;
    }
}
