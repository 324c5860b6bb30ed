package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.bson.Document;

import dev.tavilypipeline.kit.start.DestinationName;

/** The ledger's entries of a window of {@code requested_at}, the newest first. */
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
        List<LedgerEntry> found = runs.documents(RunFilter.requested(from, to), after, RunDocument.LEDGER_FIELDS)
                .limit(limit + 1)
                .map(this::entry).into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<LedgerEntry> shown = more ? found.subList(0, limit) : found;
        LedgerEntry last = more ? shown.get(limit - 1) : null;
        return new Page(shown, last == null ? null : new PageKey(last.requestedAt(), last.runId().toString()));
    }

    public void each(Instant from, Instant to, Consumer<LedgerEntry> taker) {
        runs.documents(RunFilter.requested(from, to), null, RunDocument.LEDGER_FIELDS).map(this::entry).forEach(taker);
    }

    private LedgerEntry entry(Document document) {
        return LedgerEntry.of(new RunDocument(document), delivers);
    }

    /** @param next null on the last page */
    public record Page(List<LedgerEntry> runs, PageKey next) {
    }
}
