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
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
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
    /** When it may be claimed; only while it has not reached all its runs. */
    private static final String DUE = "due";
    private static final String LEASE = "lease";

    private final MongoCollection<Document> replays;
    private final RunStore store;
    private final RunList list;

    public ReplayStore(MongoCollection<Document> replays, RunStore store, RunList list) {
        this.replays = replays;
        this.store = store;
        this.list = list;
    }

    /** Without this index each claim would read all replays there ever were. */
    void createIndexes() {
        replays.createIndex(ascending(DUE), new IndexOptions().sparse(true));
    }

    /** Stores a new replay, which any replica may claim. */
    public void add(Replay replay, Instant now) {
        replays.insertOne(document(replay).append(DUE, Date.from(now)));
    }

    /**
     * A replay that this replica alone continues until the lease ends.
     *
     * @param lease identifies the claim
     */
    public record Claim(Replay replay, String lease) {
    }

    /**
     * Claims a replay that has not reached all its runs and is due: one that waits for its next step, or whose lease has ended.
     */
    public Optional<Claim> claim(Instant now, Duration lease) {
        Document claimed = replays.findOneAndUpdate(lte(DUE, Date.from(now)),
                combine(set(DUE, Date.from(now.plus(lease))), set(LEASE, UUID.randomUUID().toString())),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(DUE)).returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(claimed).map(replay -> new Claim(read(replay), replay.getString(LEASE)));
    }

    /**
     * Stores the progress of a claimed replay and ends the claim.
     *
     * @param due when it may be claimed again
     * @return false if the lease had ended and another replica has claimed the replay, whose progress stands then
     */
    public boolean save(Claim claim, Replay reached, Instant due) {
        Document document = document(reached);
        if (!reached.allMarked()) {
            document.append(DUE, Date.from(due));
        }
        return replays.replaceOne(and(eq(ID, reached.id().toString()), eq(LEASE, claim.lease())), document)
                .getMatchedCount() > 0;
    }

    private static Document document(Replay replay) {
        Document document = new Document(ID, replay.id().toString())
                .append("asked_at", Date.from(replay.askedAt()))
                .append("marked", replay.marked())
                .append("all_marked", replay.allMarked());
        if (replay.runIds() != null) {
            return document.append("run_ids", texts(replay.runIds())).append("without", texts(replay.without()));
        }
        return document.append("from", Date.from(replay.from())).append("to", Date.from(replay.to()))
                .append("after", replay.after() == null ? null : replay.after().cursor());
    }

    public Optional<Replay> find(UUID id) {
        return Optional.ofNullable(replays.find(eq(ID, id.toString())).first()).map(ReplayStore::read);
    }

    /** Number of its runs whose envelope has not been emitted yet. */
    public long left(UUID id) {
        return store.runs().countDocuments(eq(RunDocument.REPUBLISH, id.toString()));
    }

    /** Marks the next runs of a replay that have an envelope. */
    public Replay mark(Replay replay, Instant now, int limit) {
        Bson fields = include(RunDocument.REQUESTED_AT, RunDocument.DELIVER, RunDocument.ACTIVE, RunDocument.PENDING,
                RunDocument.PURGED);
        List<RunDocument> found = (replay.runIds() != null
                ? store.runs().find(and(in(RunDocument.ID, texts(replay.runIds())), ne(RunDocument.REQUESTED_AT, null)))
                        .projection(fields)
                : list.documents(RunFilter.requested(replay.from(), replay.to()), replay.after(), fields).limit(limit))
                .map(RunDocument::new).into(new ArrayList<>());
        List<RunDocument> emitted = found.stream()
                .filter(run -> !run.isActive() && !run.isPurged() && run.isDelivered())
                .toList();
        if (!emitted.isEmpty()) {
            store.runs().bulkWrite(emitted.stream().map(run -> mark(run, replay.id(), now)).toList(),
                    new BulkWriteOptions().ordered(false));
        }
        Set<UUID> marked = emitted.stream().map(RunDocument::runId).collect(Collectors.toUnmodifiableSet());
        boolean more = replay.runIds() == null && found.size() == limit;
        return replay.reached(marked, more ? RunList.keyOf(found.get(found.size() - 1)) : null);
    }

    /**
     * A run with an entry of new facts keeps it, because it has to be published before the replay. If that happens in between,
     * nothing is marked: the envelope was emitted since the replay was requested.
     */
    private static UpdateOneModel<Document> mark(RunDocument run, UUID replay, Instant now) {
        Document change = new Document("$addToSet", new Document(RunDocument.REPUBLISH, replay.toString()));
        Bson ofFacts = lt(RunDocument.PENDING, OutboxEntry.before(OutboxEntry.Kind.REPLAY, Instant.EPOCH));
        if (run.hasNewFacts()) {
            return new UpdateOneModel<>(and(RunWrites.only(run.runId()), ofFacts), change);
        }
        OutboxEntry entry = new OutboxEntry(OutboxEntry.Kind.REPLAY, now, replay + "/" + run.id());
        return new UpdateOneModel<>(and(RunWrites.only(run.runId()), not(ofFacts)),
                change.append("$set", new Document(RunDocument.PENDING, entry.text())));
    }

    private static Replay read(Document document) {
        String after = document.getString("after");
        return new Replay(UUID.fromString(document.getString(ID)), document.getDate("asked_at").toInstant(),
                instant(document.getDate("from")), instant(document.getDate("to")),
                ids(document, "run_ids", null), document.getLong("marked"), ids(document, "without", List.of()),
                after == null ? null : PageKey.of(after), document.getBoolean("all_marked"));
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private static List<UUID> ids(Document document, String field, List<UUID> otherwise) {
        List<String> texts = document.getList(field, String.class);
        return texts == null ? otherwise : texts.stream().map(UUID::fromString).toList();
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
