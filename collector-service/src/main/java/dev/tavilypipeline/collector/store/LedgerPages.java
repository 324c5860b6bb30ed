package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.bson.Document;

import com.mongodb.client.FindIterable;

import dev.tavilypipeline.kit.start.DestinationName;

/** The ledger's entries of a window of {@code requested_at}, newest first, purged runs included. */
@ApplicationScoped
public class LedgerPages {

    private final RunList runs;
    private final boolean delivers;

    LedgerPages(RunList runs, LedgerSettings settings) {
        this.runs = runs;
        this.delivers = settings.destination() != DestinationName.NONE;
    }

    /** @param after where the page before ended; null for the first */
    public Page page(Instant from, Instant to, PageKey after, int limit) {
        List<LedgerEntry> found = entries(from, to, after).limit(limit + 1)
                .map(run -> LedgerEntry.of(new RunDocument(run), delivers)).into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<LedgerEntry> shown = more ? found.subList(0, limit) : found;
        LedgerEntry last = more ? shown.get(limit - 1) : null;
        return new Page(shown, last == null ? null : new PageKey(last.requestedAt(), last.runId().toString()));
    }

    /** Reads no more than a batch of them into memory. */
    public void each(Instant from, Instant to, Consumer<LedgerEntry> consumer) {
        entries(from, to, null).map(run -> LedgerEntry.of(new RunDocument(run), delivers)).forEach(consumer);
    }

    private FindIterable<Document> entries(Instant from, Instant to, PageKey after) {
        return runs.newestFirst(RunDocument.LEDGER_AT, from, to, after, List.of(), RunDocument.LEDGER_FIELDS);
    }

    /** @param next null on the last page */
    public record Page(List<LedgerEntry> runs, PageKey next) {
    }
}
