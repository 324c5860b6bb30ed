package dev.tavilypipeline.analytics.warehouse.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.bson.Document;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.kit.json.ContractJson;

/** Writes the fields of the collector's documents that the fallback reads. */
public final class CollectorDocuments implements AutoCloseable {

    public static final String DATABASE = "tavily_pipeline";

    private final MongoClient client;
    private final MongoCollection<Document> runs;

    public CollectorDocuments(String uri) {
        this.client = MongoClients.create(uri);
        this.runs = client.getDatabase(DATABASE).getCollection("runs");
    }

    public void put(SampleRows rows) {
        runs.createIndex(new Document("requested_at", -1));
        Map<UUID, List<RunStepRow>> steps = rows.steps().stream().collect(Collectors.groupingBy(RunStepRow::runId));
        Map<UUID, List<ApiCallRow>> calls = rows.calls().stream().collect(Collectors.groupingBy(ApiCallRow::runId));
        runs.insertMany(rows.runs().stream().map(run -> document(run).append("emitted", new Document("envelope",
                envelope(run, steps.get(run.runId()), calls.getOrDefault(run.runId(), List.of()))))).toList());
    }

    /** Not at its end, or not to be delivered: no envelope was emitted. */
    void putWithoutEnvelope(AgentRunRow run) {
        runs.insertOne(document(run));
    }

    /** As it stays after its retention has ended. */
    void putPurged(AgentRunRow run) {
        runs.insertOne(new Document("_id", run.runId().toString()).append("ledger_at", Date.from(run.requestedAt()))
                .append("emitted", new Document("revision", run.revision()))
                .append("purged", new Document("at", Date.from(Instant.EPOCH))));
    }

    void clear() {
        runs.drop();
    }

    private static Document document(AgentRunRow run) {
        return new Document("_id", run.runId().toString())
                .append("status", run.status().wireName())
                .append("requested_at", date(run))
                .append("ledger_at", date(run));
    }

    private static Date date(AgentRunRow run) {
        return run.requestedAt() == null ? null : Date.from(run.requestedAt());
    }

    private static String envelope(AgentRunRow run, List<RunStepRow> steps, List<ApiCallRow> calls) {
        return new String(ContractJson.write(new RunEnvelope(run.runId(), run.revision(), run.emittedAt(), run, steps, calls)),
                UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
