package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import jakarta.inject.Singleton;

import org.bson.Document;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;

/** Deletes what a run's document has beyond what the ledger shows, so that a late fact cannot bring back an older state. */
@Singleton
public class RunPurge {

    private static final List<String> REMOVED = List.of(RunDocument.FACTS, RunDocument.SIZE, RunDocument.SUMMARY,
            RunDocument.ENVELOPE, RunDocument.COMPANY, RunDocument.QUERY, RunDocument.INDUSTRY, RunDocument.ERROR_TYPE,
            RunDocument.STATUS, RunDocument.SIMULATED, RunDocument.WORK, RunDocument.REQUESTED_AT, RunDocument.UNKNOWN_SINCE,
            RunDocument.TRACE);

    private final RunStore store;
    private final Clock clock;

    public RunPurge(RunStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Purges terminal runs that have nothing to publish, by the time of their request. A run of which neither a job nor an
     * execution is known has none, and is purged by the time of its newest fact.
     *
     * @param limit of each of the two
     * @return number of runs purged
     */
    public int purge(Instant before, int limit) {
        return purge(RunDocument.REQUESTED_AT, before, limit) + purge(RunDocument.UNKNOWN_SINCE, before, limit);
    }

    /** @param time a field that purged runs do not have, so that they are never visited */
    private int purge(String time, Instant before, int limit) {
        List<RunDocument> due = RunDocument.list(store.runs()
                .find(and(lt(time, Date.from(before)), exists(RunDocument.ACTIVE, false), exists(RunDocument.PENDING, false)))
                .projection(include(RunDocument.VERSION))
                .sort(ascending(time))
                .limit(limit));
        Date now = Date.from(clock.instant());
        return due.isEmpty() ? 0
                : store.runs().bulkWrite(due.stream().map(run -> purge(run, now)).toList(), RunStore.UNORDERED)
                        .getModifiedCount();
    }

    /** Takes place only if no fact has arrived since the run was read. */
    private static UpdateOneModel<Document> purge(RunDocument run, Date now) {
        return new UpdateOneModel<>(and(eq(RunDocument.ID, run.id()), eq(RunDocument.VERSION, run.version())),
                combine(combine(REMOVED.stream().map(Updates::unset).toList()),
                        set(RunDocument.VERSION, run.version() + "/purged"),
                        set(RunDocument.PURGED, new Document("at", now))));
    }
}
