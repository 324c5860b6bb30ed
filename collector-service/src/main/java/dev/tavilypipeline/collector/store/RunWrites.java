package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.unset;
import static dev.tavilypipeline.collector.store.RunDocument.ACTIVE;
import static dev.tavilypipeline.collector.store.RunDocument.FACTS;
import static dev.tavilypipeline.collector.store.RunDocument.ID;
import static dev.tavilypipeline.collector.store.RunDocument.PENDING;
import static dev.tavilypipeline.collector.store.RunDocument.REPUBLISH;
import static dev.tavilypipeline.collector.store.RunDocument.VERSION;
import static dev.tavilypipeline.collector.store.RunDocument.WRITTEN_AT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;

import org.bson.Document;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;

import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.kit.json.ContractJson;

/** The writes of a run's document. Making one of them twice has the same result as making it once. */
final class RunWrites {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private RunWrites() {
    }

    /**
     * Takes place only if the document is as the update expects it. Otherwise the update finds no document, becomes an insert,
     * and fails with a duplicate key.
     */
    static WriteModel<Document> conditional(RunUpdate update, Date now) {
        Document fields = fields(update, now);
        if (update.expectedVersion() == null) {
            Document facts = new Document();
            update.facts().forEach(fact -> facts.append(RunDocument.factField(fact), fact.json()));
            return new InsertOneModel<>(fields.append(ID, update.runId().toString()).append(FACTS, facts));
        }
        addFacts(update, fields);
        Document expected = only(update.runId()).append(VERSION, update.expectedVersion());
        if (update.expectedEntry() != null) {
            expected.append(PENDING, update.expectedEntry().text());
        }
        Document change = new Document("$set", fields);
        Document removed = removed(update);
        if (!removed.isEmpty()) {
            change.append("$unset", removed);
        }
        return new UpdateOneModel<>(expected, change, UPSERT);
    }

    private static Document removed(RunUpdate update) {
        Document removed = new Document();
        if (update.run().isTerminal()) {
            removed.append(ACTIVE, "");
        }
        if (update.run().isKnown()) {
            removed.append(RunDocument.UNKNOWN_SINCE, "");
        }
        if (update.expectedEntry() != null && update.entry() == null) {
            removed.append(PENDING, "").append(REPUBLISH, "");
        }
        return removed;
    }

    /** @param found null if there is no document */
    static boolean isAsExpected(RunDocument found, RunUpdate update) {
        if (found == null || update.expectedVersion() == null) {
            return found == null && update.expectedVersion() == null;
        }
        return update.expectedVersion().equals(found.version()) && Objects
                .equals(update.expectedEntry() == null ? null : update.expectedEntry().text(), found.pending());
    }

    /** Adds the facts whatever the document is, under a version of its own. */
    static UpdateOneModel<Document> unconditional(RunUpdate update, OutboxEntry entry, Date now) {
        Document fields = new Document(VERSION, entry.version()).append(WRITTEN_AT, now).append(PENDING, entry.text());
        addFacts(update, fields);
        addTrace(update, fields);
        Document size = new Document(RunDocument.SIZE, update.size());
        return new UpdateOneModel<>(only(update.runId()), new Document("$set", fields).append("$max", size), UPSERT);
    }

    private static void addFacts(RunUpdate update, Document fields) {
        update.facts().forEach(fact -> fields.append(FACTS + "." + RunDocument.factField(fact), fact.json()));
    }

    private static void addTrace(RunUpdate update, Document fields) {
        if (update.trace() != null) {
            fields.append(RunDocument.TRACE, update.trace());
        }
    }

    static Document only(UUID runId) {
        return new Document(ID, runId.toString());
    }

    /** Takes place only if the outbox entry is still the one that was read. */
    static UpdateOneModel<Document> withoutLateFacts(RunState purged) {
        return new UpdateOneModel<>(only(purged.runId()).append(PENDING, purged.entry().text()),
                combine(unset(FACTS), unset(RunDocument.SIZE), unset(PENDING), unset(REPUBLISH)));
    }

    /** The fields that an update sets, its facts aside. */
    private static Document fields(RunUpdate update, Date now) {
        Run run = update.run();
        AgentRunRow row = run.row();
        Date requestedAt = row.requestedAt() == null ? null : Date.from(row.requestedAt());
        Document fields = new Document(RunDocument.STATUS, row.status().wireName())
                .append(RunDocument.COMPANY, RunDocument.folded(row.companyName()))
                .append(RunDocument.QUERY, RunDocument.folded(row.query()))
                .append(RunDocument.INDUSTRY, row.industry())
                .append(RunDocument.ERROR_TYPE, row.errorType())
                .append(RunDocument.SIMULATED, row.simulated())
                .append(RunDocument.WORK, WorkTerms.of(run))
                .append(RunDocument.DELIVER, run.summary().deliver())
                .append(RunDocument.SIZE, update.size())
                .append(RunDocument.REQUESTED_AT, requestedAt)
                .append(RunDocument.LEDGER_AT, requestedAt)
                .append(RunDocument.SUMMARY, new String(ContractJson.write(run.summary()), UTF_8));
        if (!run.isKnown()) {
            Instant newest = run.summary().lastFactAt();
            fields.append(RunDocument.UNKNOWN_SINCE,
                    newest == null || newest.isAfter(now.toInstant()) ? now : Date.from(newest));
        } else if (!run.isTerminal()) {
            fields.append(ACTIVE, ActiveRuns.key(run, now.toInstant()));
        }
        addTrace(update, fields);
        if (update.entry() != null) {
            fields.append(PENDING, update.entry().text());
        }
        if (update.emits()) {
            fields.append(RunDocument.EMITTED, emitted(update.envelope()));
        }
        if (!update.facts().isEmpty()) {
            fields.append(VERSION, update.version()).append(WRITTEN_AT, now);
        }
        return fields;
    }

    private static Document emitted(PreparedEnvelope prepared) {
        AgentRunRow row = prepared.envelope().agentRun();
        return new Document("revision", row.revision())
                .append("projection_version", row.projectionVersion())
                .append("at", Date.from(row.emittedAt()))
                .append("steps", prepared.envelope().runSteps().size())
                .append("calls", prepared.envelope().apiCalls().size())
                .append("missing_facts", row.missingFacts())
                .append("envelope", prepared.json());
    }
}
