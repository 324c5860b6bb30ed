package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;

/**
 * The replays, and the outbox entries that they write: each run of the window gets one of their kind and the replay's id, both
 * of which stay until its envelope was emitted. Writing an entry twice has the same result as writing it once.
 */
public class ReplayStore {

    private static final String ID = "_id";
    private static final String DUE = "due";
    private static final String LEASE = "lease";

    private final MongoCollection<Replay> replays;
    private final RunStore store;
    private final RunList list;

    /** @param replays of a client that knows how UUIDs are represented */
    public ReplayStore(MongoCollection<Document> replays, RunStore store, RunList list) {
        this.replays = replays.withDocumentClass(Replay.class);
        this.store = store;
        this.list = list;
    }

    /** Without this index each claim would read all replays there ever were. */
    void createIndexes() {
        replays.createIndex(ascending(DUE), new IndexOptions().sparse(true));
    }

    /** Stores a new replay, which any replica may claim. */
    public void add(Replay replay) {
        replays.insertOne(replay);
    }

    /**
     * Claims a replay that has not reached all its runs and is due: one that waits for its next step, or whose lease has ended.
     * This replica alone continues it until the lease ends.
     */
    public Optional<Replay> claim(Instant now, Duration lease) {
        return Optional.ofNullable(replays.findOneAndUpdate(lte(DUE, now),
                combine(set(DUE, now.plus(lease)), set(LEASE, UUID.randomUUID().toString())),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(DUE)).returnDocument(ReturnDocument.AFTER)));
    }

    /**
     * Stores the progress of a claimed replay and ends the claim.
     *
     * @param due when it may be claimed again
     * @return false if the lease had ended and another replica has claimed the replay, whose progress stands then
     */
    public boolean save(Replay reached, Instant due) {
        return replays.replaceOne(and(eq(ID, reached.id()), eq(LEASE, reached.lease())), reached.released(due))
                .getMatchedCount() > 0;
    }

    public Optional<Replay> find(UUID id) {
        return Optional.ofNullable(replays.find(eq(ID, id)).first());
    }

    /** Number of its runs whose envelope has not been emitted yet. */
    public long left(UUID id) {
        return store.runs().countDocuments(eq(RunDocument.REPUBLISH, id.toString()));
    }

    /** Enqueues the next runs of a replay that have an envelope. */
    public Replay enqueue(Replay replay, Instant now, int limit) {
        Bson fields = include(RunDocument.REQUESTED_AT, RunDocument.DELIVER, RunDocument.ACTIVE, RunDocument.PENDING,
                RunDocument.PURGED);
        Page<RunDocument> found = replay.runIds() == null
                ? Page.of(list.documents(RunFilter.requested(replay.from(), replay.to()), replay.after(), fields), limit,
                        RunDocument::requestedAt, run -> run)
                : new Page<>(named(replay.runIds(), fields), null);
        List<RunDocument> emitted = found.runs().stream()
                .filter(run -> !run.isActive() && !run.isPurged() && run.isDelivered())
                .toList();
        if (!emitted.isEmpty()) {
            store.runs().bulkWrite(emitted.stream().map(run -> enqueue(run, replay.id(), now)).toList(), RunStore.UNORDERED);
        }
        return replay.reached(emitted.stream().map(RunDocument::runId).collect(Collectors.toUnmodifiableSet()), found.next());
    }

    private List<RunDocument> named(List<UUID> runIds, Bson fields) {
        return RunDocument.list(store.runs()
                .find(and(in(RunDocument.ID, runIds.stream().map(UUID::toString).toList()), ne(RunDocument.REQUESTED_AT, null)))
                .projection(fields));
    }

    /**
     * A run with an entry of new facts keeps it, because it has to be published before the replay. If that happens in between,
     * nothing is enqueued: the envelope was emitted since the replay was requested.
     */
    private static UpdateOneModel<Document> enqueue(RunDocument run, UUID replay, Instant now) {
        Bson republish = addToSet(RunDocument.REPUBLISH, replay.toString());
        Bson ofFacts = lt(RunDocument.PENDING, OutboxEntry.before(OutboxEntry.Kind.REPLAY, Instant.EPOCH));
        if (run.hasNewFacts()) {
            return new UpdateOneModel<>(and(eq(RunDocument.ID, run.id()), ofFacts), republish);
        }
        OutboxEntry entry = new OutboxEntry(OutboxEntry.Kind.REPLAY, now, replay + "/" + run.id());
        return new UpdateOneModel<>(and(eq(RunDocument.ID, run.id()), not(ofFacts)),
                combine(republish, set(RunDocument.PENDING, entry.text())));
    }
}
