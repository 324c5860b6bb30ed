package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;

import dev.tavilypipeline.collector.assemble.Fact;
import dev.tavilypipeline.collector.assemble.Run;

/**
 * The runs in MongoDB, one document each, which is its own outbox: the write that adds facts also marks the run, and the mark
 * goes only when somebody has settled the run as it then was.
 *
 * <pre>
 * _id       run_id
 * facts     fact key → the fact's JSON, as it was read
 * dirty     {token, since}, while there is something to settle
 * view      what lists select and sort by, and {@code
 * run
 * }, what they show
 * emitted   {revision, hash, at, envelope}, of the envelope emitted last
 * </pre>
 *
 * <p>
 * Every write is majority-acknowledged and journaled, and repeating it changes nothing.
 */
@ApplicationScoped
public class RunStore {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> runs;

    RunStore(MongoClient client, StoreSettings settings) {
        this.runs = client.getDatabase(settings.database()).getCollection("runs")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    MongoCollection<Document> runs() {
        return runs;
    }

    /** Adds the facts, each under its key, and marks their runs. */
    public int add(Collection<RunUpdate> updates) {
        if (updates.isEmpty()) {
            return 0;
        }
        Date now = Date.from(Instant.now());
        List<UpdateOneModel<Document>> writes = updates.stream()
                .map(update -> new UpdateOneModel<Document>(eq(update.runId().toString()), additions(update, now), UPSERT))
                .toList();
        runs.bulkWrite(writes, UNORDERED);
        return writes.size();
    }

    private static Bson additions(RunUpdate update, Date now) {
        Document set = new Document("dirty", new Document("token", update.token()).append("since", now));
        update.facts().forEach((key, json) -> set.append("facts." + FieldNames.encode(key), json));
        return new Document("$set", set);
    }

    public Optional<StoredRun> find(UUID runId) {
        return find(List.of(runId)).stream().findFirst();
    }

    public List<StoredRun> find(Collection<UUID> runIds) {
        return runs.find(in("_id", runIds.stream().map(UUID::toString).toList()))
                .projection(Projections.include("facts", "dirty", "emitted.hash"))
                .map(RunStore::stored)
                .into(new ArrayList<>());
    }

    /** Runs that were marked before an instant and not settled since. */
    public List<UUID> markedBefore(Instant instant, int limit) {
        return runs.find(lt("dirty.since", Date.from(instant)))
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(document -> UUID.fromString(document.getString("_id")))
                .into(new ArrayList<>());
    }

    /** Writes down what came of settling, each only where its mark is still the one that was seen. */
    public int settle(Collection<Settled> outcomes) {
        if (outcomes.isEmpty()) {
            return 0;
        }
        List<UpdateOneModel<Document>> writes = outcomes.stream().map(RunStore::outcome).toList();
        return runs.bulkWrite(writes, UNORDERED).getMatchedCount();
    }

    private static UpdateOneModel<Document> outcome(Settled settled) {
        Run.Summary summary = settled.run().summary();
        List<Bson> changes = new ArrayList<>();
        changes.add(set("view", RunView.of(summary)));
        if (settled.done()) {
            changes.add(unset("dirty"));
        }
        if (settled.emission() != null) {
            changes.add(set("emitted", new Document("revision", summary.revision())
                    .append("hash", settled.emission().hash())
                    .append("at", Date.from(settled.emission().envelope().emittedAt()))
                    .append("envelope", Documents.of(settled.emission().envelope()))));
        }
        return new UpdateOneModel<>(and(eq(summary.runId().toString()), eq("dirty.token", settled.token())), combine(changes));
    }

    private static StoredRun stored(Document document) {
        UUID runId = UUID.fromString(document.getString("_id"));
        List<Fact> facts = document.get("facts", new Document()).entrySet().stream()
                .map(field -> new Fact(runId, FieldNames.decode(field.getKey()), (String) field.getValue()))
                .toList();
        Document dirty = document.get("dirty", Document.class);
        return new StoredRun(runId, facts,
                dirty == null ? null : new StoredRun.Mark(dirty.getString("token"), dirty.getDate("since").toInstant()),
                document.get("emitted", new Document()).getString("hash"));
    }
}
