package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.set;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
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
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Sorts;

/**
 * The runs in MongoDB, one {@link RunDocument} each, which is its own outbox: the write that adds facts stores with them the
 * envelope that was emitted, or an {@link OutboxEntry} if one is still to be published.
 *
 * <p>
 * Every write is majority-acknowledged and journaled, and repeating it changes nothing. Thread-safe.
 */
public class RunStore {

    static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    /** Of the facts that one claim reads: each run also has an envelope, and each kind of entry has a claim at once. */
    private static final int MAX_CLAIM_BYTES = 4 * 1024 * 1024;

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
     * Makes each write only if the run's document is as the update expects it.
     *
     * @return the runs in conflict: their documents have changed, or have been written by this very update before
     */
    public Set<UUID> write(List<RunUpdate> updates) {
        if (updates.isEmpty()) {
            return Set.of();
        }
        try {
            Date now = Date.from(clock.instant());
            runs.bulkWrite(updates.stream().map(update -> RunWrites.conditional(update, now)).toList(), UNORDERED);
            return Set.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || !e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            return e.getWriteErrors().stream().map(error -> updates.get(error.getIndex()).runId())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Runs whose documents are not as the updates expect them, because another replica has written meanwhile. */
    public Set<UUID> conflicts(List<RunUpdate> updates) {
        if (updates.isEmpty()) {
            return Set.of();
        }
        Map<UUID, RunDocument> found = find(updates.stream().map(RunUpdate::runId).toList(),
                include(RunDocument.VERSION, RunDocument.PENDING))
                .collect(Collectors.toMap(RunDocument::runId, run -> run));
        return updates.stream().filter(update -> !RunWrites.isAsExpected(found.get(update.runId()), update))
                .map(RunUpdate::runId).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Adds the facts of updates in conflict, whatever the documents are, each with an outbox entry. The runs have to be read
     * and published then.
     *
     * @param due when any replica may publish them
     */
    public void addFacts(List<RunUpdate> updates, Instant due) {
        Date now = Date.from(clock.instant());
        runs.bulkWrite(updates.stream()
                .map(update -> RunWrites.unconditional(update, OutboxEntry.ofFacts(due, update.version() + "/added"), now))
                .toList(), UNORDERED);
    }

    /** Empty too for a run of which only a cancellation or facts of unknown types are stored. */
    public Optional<RunState> find(UUID runId) {
        return find(List.of(runId)).stream().filter(run -> run.purged() || run.facts().isKnown()).findFirst();
    }

    /** Bytes of the facts of those runs that are stored. */
    public Map<UUID, Integer> sizes(Collection<UUID> runIds) {
        return find(runIds, include(RunDocument.SIZE)).collect(Collectors.toMap(RunDocument::runId, RunDocument::size));
    }

    public List<RunState> find(Collection<UUID> runIds) {
        return find(runIds, RunState.FIELDS).map(run -> RunState.of(run.bson())).toList();
    }

    private Stream<RunDocument> find(Collection<UUID> runIds, Bson fields) {
        return RunDocument.list(runs.find(in(RunDocument.ID, runIds.stream().map(UUID::toString).toList())).projection(fields))
                .stream();
    }

    /**
     * Claims outbox entries that are due, the oldest first: no other replica gets them before the lease ends. It takes three
     * round trips, whatever the number of entries, and claims as many runs as may be in memory at once, at least one.
     *
     * @param lease replaces the entries, and is of their kind; different for each claim
     * @return the claimed runs; empty if nothing is due, or if other replicas were faster
     */
    public List<RunState> claim(Instant now, OutboxEntry lease, int limit) {
        Bson due = and(gte(RunDocument.PENDING, OutboxEntry.before(lease.kind(), Instant.EPOCH)),
                lt(RunDocument.PENDING, OutboxEntry.before(lease.kind(), now)));
        List<String> ids = new ArrayList<>();
        int bytes = 0;
        for (RunDocument run : RunDocument.list(runs.find(due).sort(Sorts.ascending(RunDocument.PENDING)).limit(limit)
                .projection(include(RunDocument.SIZE)))) {
            if (bytes < MAX_CLAIM_BYTES) {
                ids.add(run.id());
                bytes += run.size();
            }
        }
        if (ids.isEmpty()
                || runs.updateMany(and(in(RunDocument.ID, ids), due), set(RunDocument.PENDING, lease.text()))
                        .getModifiedCount() == 0) {
            return List.of();
        }
        return runs.find(eq(RunDocument.PENDING, lease.text())).projection(RunState.FIELDS).map(RunState::of)
                .into(new ArrayList<>());
    }

    /** Deletes the facts of purged runs that arrived after the purge. */
    public void dropLateFacts(List<RunState> purged) {
        if (!purged.isEmpty()) {
            runs.bulkWrite(purged.stream().map(RunWrites::withoutLateFacts).toList(), UNORDERED);
        }
    }

    /** The envelope emitted last, as JSON. */
    public Optional<String> envelope(UUID runId) {
        return find(List.of(runId), include(RunDocument.ENVELOPE)).findFirst().map(RunDocument::envelope);
    }

    /** The versions of those runs that have a document. A version changes with every write of facts. */
    public Map<UUID, String> versions(Collection<UUID> runIds) {
        return find(runIds, include(RunDocument.VERSION)).collect(Collectors.toMap(RunDocument::runId, RunDocument::version));
    }
}
