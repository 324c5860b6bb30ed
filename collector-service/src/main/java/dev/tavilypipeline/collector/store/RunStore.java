package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;

import dev.tavilypipeline.contract.RunStatus;

/**
 * The runs in MongoDB, one document each, which is its own outbox: the write that adds facts keeps with them the envelope that
 * was emitted of them, or marks the run where one is still to be emitted, and a mark goes only when somebody has settled the
 * run as it then was.
 *
 * <pre>
 * _id       run_id
 * facts     fact key → the fact's JSON, as it was read
 * token     of the latest write of facts, different for each
 * at        when that was
 * dirty     {@link OutboxEntry}, while there is something to settle
 * live      {@link Live}, while the run is not at its end
 * again     ids of the replays that ask for the envelope although it has not changed
 * view      what lists select and sort by
 * run       what lists show, as JSON
 * emitted   {revision, projection_version, at, steps, calls, missing_facts, envelope}, of the envelope emitted last
 * buried    {at, request}, once facts, view and envelope were deleted; request is a hash of what was asked
 * </pre>
 *
 * <p>
 * Every write is majority-acknowledged and journaled, and repeating it changes nothing. Safe for several threads.
 */
public class RunStore {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final Bson STATE = Projections.include("facts", "token", "at", "dirty", "again", "buried",
            "emitted.revision", "emitted.projection_version");

    private final MongoCollection<Document> runs;
    private final Clock clock;

    /** @param runs with the write concern of these guarantees */
    public RunStore(MongoCollection<Document> runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    MongoCollection<Document> runs() {
        return runs;
    }

    /**
     * Adds facts to documents that are known: each write takes place only where the document is as the writer expects it.
     *
     * @return the runs where it did not, since the document is another, was there already, or has this very write behind it
     */
    public Set<UUID> write(List<FactsWrite> writes) {
        if (writes.isEmpty()) {
            return Set.of();
        }
        try {
            Date now = Date.from(clock.instant());
            runs.bulkWrite(writes.stream().map(write -> RunWrites.guarded(write, now)).toList(), UNORDERED);
            return Set.of();
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(RunStore::isDuplicate) || e.getWriteConcernError() != null) {
                throw e;
            }
            return e.getWriteErrors().stream().map(error -> writes.get(error.getIndex()).runId())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Those runs whose documents are not as the writer expects them, as another replica has written meanwhile. */
    public Set<UUID> changed(List<FactsWrite> writes) {
        if (writes.isEmpty()) {
            return Set.of();
        }
        Map<String, Document> found = runs.find(in("_id", writes.stream().map(write -> write.runId().toString()).toList()))
                .projection(Projections.include("token", "dirty"))
                .into(new ArrayList<>()).stream()
                .collect(Collectors.toMap(document -> document.getString("_id"), document -> document));
        return writes.stream().filter(write -> !RunWrites.isAsExpected(found.get(write.runId().toString()), write))
                .map(FactsWrite::runId).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isDuplicate(BulkWriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /** Adds facts, whatever the documents are, and marks them. Somebody has to look at them then. */
    public void add(Map<NewFacts, OutboxEntry> marked) {
        Date now = Date.from(clock.instant());
        runs.bulkWrite(
                marked.entrySet().stream().map(entry -> RunWrites.unguarded(entry.getKey(), entry.getValue(), now)).toList(),
                UNORDERED);
    }

    public Optional<RunState> find(UUID runId) {
        return find(List.of(runId)).stream().findFirst();
    }

    public List<RunState> find(Collection<UUID> runIds) {
        return runs.find(in("_id", runIds.stream().map(UUID::toString).toList()))
                .projection(STATE)
                .map(StoredRun::state)
                .into(new ArrayList<>());
    }

    /**
     * Takes over a mark that is due, the oldest first: until the lease ends nobody else gets it.
     *
     * @param lease its kind is that of the marks that are meant
     */
    public Optional<RunState> claim(Instant now, OutboxEntry lease) {
        Document taken = runs.findOneAndUpdate(
                new Document("dirty", new Document("$gte", OutboxEntry.before(lease.kind(), Instant.EPOCH))
                        .append("$lt", OutboxEntry.before(lease.kind(), now))),
                set("dirty", lease.text()),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("dirty")).projection(STATE)
                        .returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken).map(StoredRun::state);
    }

    /** Runs with an execution, of which nothing was heard since. */
    public List<InactiveRun> silentSince(Instant latestFact, int atMost) {
        List<InactiveRun> silent = new ArrayList<>();
        for (RunStatus status : List.of(RunStatus.RUNNING, RunStatus.CANCEL_REQUESTED)) {
            runs.find(Live.silentSince(status, latestFact))
                    .projection(Projections.include("run"))
                    .sort(Sorts.ascending("live"))
                    .limit(atMost)
                    .map(document -> StoredRun.silent(document.getString("run")))
                    .forEach(run -> run.ifPresent(silent::add));
        }
        return silent;
    }

    /** How many runs there are that are not at their end. */
    public Map<RunStatus, Long> live() {
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        Stream.of(RunStatus.values()).filter(status -> !status.isEnd())
                .forEach(status -> counts.put(status, runs.countDocuments(Live.ofStatus(status))));
        return counts;
    }

    /** The envelope that was emitted last, as JSON. */
    public Optional<String> envelope(UUID runId) {
        return Optional.ofNullable(runs.find(RunWrites.only(runId)).projection(Projections.include("emitted.envelope")).first())
                .map(document -> document.get("emitted", Document.class))
                .map(emitted -> emitted.getString("envelope"));
    }

    /** What changes with every write of facts; for those who wait for one. */
    public Optional<String> token(UUID runId) {
        return Optional.ofNullable(runs.find(RunWrites.only(runId)).projection(Projections.include("token")).first())
                .map(document -> document.getString("token"));
    }

    /**
     * Deletes the facts of runs that are at their end and have nothing to emit, and leaves what the ledger tells of
     * them, so that a latecomer cannot bring back an older truth.
     *
     * @return how many
     */
    public int bury(Instant requestedBefore, int atMost) {
        Date now = Date.from(clock.instant());
        List<UpdateOneModel<Document>> burials = runs.find(Purge.due(requestedBefore))
                .projection(Projections.include("token", "run"))
                .limit(atMost)
                .map(run -> Purge.of(run, now))
                .into(new ArrayList<>());
        return burials.isEmpty() ? 0 : runs.bulkWrite(burials, UNORDERED).getModifiedCount();
    }

    /** Writes down what came of settling, each only where its mark is still the one that was seen. */
    public void settle(Collection<PublishResult> outcomes) {
        if (!outcomes.isEmpty()) {
            Date now = Date.from(clock.instant());
            runs.bulkWrite(outcomes.stream().map(settled -> RunWrites.outcome(settled, now)).toList(), UNORDERED);
        }
    }
}
