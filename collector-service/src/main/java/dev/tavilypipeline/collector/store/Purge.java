package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.client.model.UpdateOneModel;

/** Deletes what a run's document has beyond what the ledger shows. */
final class Purge {

    private static final List<String> REMOVED = List.of(RunDocument.FACTS, RunDocument.SIZE, RunDocument.SUMMARY,
            RunDocument.ENVELOPE,
            RunDocument.COMPANY, RunDocument.QUERY, RunDocument.INDUSTRY, RunDocument.ERROR_TYPE, RunDocument.STATUS,
            RunDocument.SIMULATED, RunDocument.REQUESTED_AT);

    private Purge() {
    }

    /** Selects by a field that purged runs do not have, so it never visits them. */
    static Bson due(Instant requestedBefore) {
        return and(lt(RunDocument.REQUESTED_AT, Date.from(requestedBefore)), exists(RunDocument.ACTIVE, false),
                exists(RunDocument.PENDING, false));
    }

    /** Takes place only if no fact has arrived since the run was read. */
    static UpdateOneModel<Document> of(RunDocument run, Date now) {
        Document removed = new Document();
        REMOVED.forEach(field -> removed.append(field, ""));
        return new UpdateOneModel<>(new Document(RunDocument.ID, run.id()).append(RunDocument.VERSION, run.version()),
                new Document("$unset", removed).append("$set",
                        new Document(RunDocument.VERSION, run.version() + "/purged").append(RunDocument.PURGED,
                                new Document("at", now))));
    }

    /** Takes place only if the outbox entry is still the one that was read. */
    static UpdateOneModel<Document> ofLateFacts(RunState purged) {
        return new UpdateOneModel<>(RunWrites.only(purged.runId()).append(RunDocument.PENDING, purged.entry().text()),
                new Document("$unset", new Document(RunDocument.FACTS, "").append(RunDocument.PENDING, "")
                        .append(RunDocument.REPUBLISH, "")));
    }
}
