package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Projections.include;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;

import dev.tavilypipeline.contract.SupportedTimes;

@Singleton
public class RunList {

    private final RunStore store;

    public RunList(RunStore store) {
        this.store = store;
    }

    /** One page of runs, each as JSON. */
    public Page<String> page(RunFilter filter, PageKey after, int limit) {
        return Page.of(documents(filter, after, include(RunDocument.REQUESTED_AT, RunDocument.SUMMARY)), limit,
                RunDocument::requestedAt, RunDocument::summary);
    }

    /** One page of the ledger, whose window is one of {@code requested_at}. Purged runs are included. */
    public Page<LedgerEntry> ledger(Instant from, Instant to, PageKey after, int limit, boolean delivers) {
        return Page.of(newestFirst(RunDocument.LEDGER_AT, from, to, after, List.of(), LedgerEntry.FIELDS), limit,
                RunDocument::ledgerAt, run -> LedgerEntry.of(run, delivers));
    }

    /**
     * Reads the entries of a window, the newest first, and no more than a batch of them into memory.
     *
     * @return false if there are more than the limit, which are not read
     */
    public boolean eachLedgerEntry(Instant from, Instant to, boolean delivers, int limit, Consumer<LedgerEntry> consumer) {
        FindIterable<Document> entries = newestFirst(RunDocument.LEDGER_AT, from, to, null, List.of(), LedgerEntry.FIELDS);
        try (MongoCursor<Document> found = entries.limit(limit + 1).iterator()) {
            for (int read = 0; found.hasNext(); read++) {
                if (read == limit) {
                    return false;
                }
                consumer.accept(LedgerEntry.of(new RunDocument(found.next()), delivers));
            }
        }
        return true;
    }

    /** Newest first, from where a page ended. Purged runs are not among them. */
    FindIterable<Document> documents(RunFilter filter, PageKey after, Bson fields) {
        return newestFirst(RunDocument.REQUESTED_AT, filter.from(), filter.to(), after, filter.conditions(), fields);
    }

    /**
     * @param time the field to sort by; runs without it are left out
     * @param from null for the first
     * @param to null for no end
     * @param more conditions on other fields
     */
    FindIterable<Document> newestFirst(String time, Instant from, Instant to, PageKey after, List<Bson> more, Bson fields) {
        List<Bson> all = new ArrayList<>(more);
        all.add(gte(time, Date.from(from == null ? SupportedTimes.FIRST : from)));
        if (to != null) {
            all.add(lt(time, Date.from(to)));
        }
        if (after != null) {
            Date at = Date.from(after.requestedAt());
            // the first condition is what an index can begin with
            all.add(lte(time, at));
            all.add(or(lt(time, at), lt(RunDocument.ID, after.runId())));
        }
        return store.runs().find(and(all)).projection(fields).sort(descending(time, RunDocument.ID));
    }
}
