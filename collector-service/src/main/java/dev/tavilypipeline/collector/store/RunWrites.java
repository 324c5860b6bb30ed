package dev.tavilypipeline.collector.store;

import static dev.tavilypipeline.collector.store.RunDocument.ACTIVE;
import static dev.tavilypipeline.collector.store.RunDocument.FACTS;
import static dev.tavilypipeline.collector.store.RunDocument.ID;
import static dev.tavilypipeline.collector.store.RunDocument.PENDING;
import static dev.tavilypipeline.collector.store.RunDocument.REPUBLISH;
import static dev.tavilypipeline.collector.store.RunDocument.VERSION;
import static dev.tavilypipeline.collector.store.RunDocument.WRITTEN_AT;

import java.util.Date;
import java.util.Objects;
import java.util.UUID;

import org.bson.Document;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;

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
        Document fields = RunDocument.fields(update, now);
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
        return new UpdateOneModel<>(only(update.runId()), new Document("$set", fields), UPSERT);
    }

    private static void addFacts(RunUpdate update, Document fields) {
        update.facts().forEach(fact -> fields.append(FACTS + "." + RunDocument.factField(fact), fact.json()));
    }

    static Document only(UUID runId) {
        return new Document(ID, runId.toString());
    }
}
