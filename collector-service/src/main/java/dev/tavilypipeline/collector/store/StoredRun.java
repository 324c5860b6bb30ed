package dev.tavilypipeline.collector.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

import org.bson.Document;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.kit.json.ContractJson;

/** Reads what a document says, and writes what {@code emitted} keeps. */
final class StoredRun {

    private StoredRun() {
    }

    static RunState state(Document document) {
        UUID runId = UUID.fromString(document.getString("_id"));
        RunFacts facts = new RunFacts();
        document.get("facts", new Document())
                .forEach((field, json) -> facts.add(Fact.kept(runId, FieldNames.decode(field), (String) json)));
        String mark = document.getString("dirty");
        Date at = document.getDate("at");
        return new RunState(runId, facts, Projection.of(runId, facts), document.getString("token"),
                at == null ? Instant.EPOCH : at.toInstant(), mark == null ? null : OutboxEntry.of(mark),
                document.containsKey("again"), emittedOf(document.get("emitted", Document.class)),
                document.containsKey("buried"));
    }

    private static RunState.Emitted emittedOf(Document emitted) {
        return emitted == null ? null
                : new RunState.Emitted(emitted.getInteger("revision"), emitted.getInteger("projection_version"));
    }

    /** Empty for a run without an execution. */
    static Optional<InactiveRun> silent(String summary) {
        JsonNode run = ContractJson.readTree(summary.getBytes(UTF_8));
        return run.path("execution_id").isTextual() && run.path("last_fact_at").isTextual()
                ? Optional.of(new InactiveRun(UUID.fromString(run.path("run_id").textValue()),
                        UUID.fromString(run.path("execution_id").textValue()),
                        Instant.parse(run.path("last_fact_at").textValue())))
                : Optional.empty();
    }

    static Document emitted(Emission emission) {
        Run.Summary summary = emission.run().summary();
        return new Document("revision", summary.revision())
                .append("projection_version", emission.projectionVersion())
                .append("at", Date.from(emission.at()))
                .append("steps", emission.run().steps().size())
                .append("calls", emission.run().calls().size())
                .append("missing_facts", summary.missingFacts())
                .append("envelope", emission.envelope());
    }
}
