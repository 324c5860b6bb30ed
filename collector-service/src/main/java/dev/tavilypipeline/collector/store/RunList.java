package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;

/** Lists runs, newest first, a page at a time. */
@ApplicationScoped
public class RunList {

    private final RunStore store;

    RunList(RunStore store) {
        this.store = store;
    }

    /**
     * One page.
     *
     * @param after where the page before ended; null for the first
     */
    public Page page(RunFilter filter, PageKey after, int limit) {
        List<RunDocument> found = documents(filter, after, Projections.include(RunDocument.REQUESTED_AT, RunDocument.SUMMARY))
                .filter(and(and(conditions(filter, after)), exists(RunDocument.PURGED, false)))
                .limit(limit + 1)
                .map(RunDocument::new)
                .into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<RunDocument> shown = more ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(RunDocument::summary).toList(),
                more ? keyOf(shown.get(limit - 1)) : null);
    }

    /** The newest first, from where a page ended. */
    FindIterable<Document> documents(RunFilter filter, PageKey after, Bson fields) {
        return store.runs()
                .find(and(conditions(filter, after)))
                .projection(fields)
                .sort(Sorts.descending(RunDocument.REQUESTED_AT, RunDocument.ID));
    }

    static PageKey keyOf(RunDocument run) {
        return new PageKey(run.requestedAt(), run.id());
    }

    private static List<Bson> conditions(RunFilter filter, PageKey after) {
        List<Bson> all = new ArrayList<>();
        all.add(ne(RunDocument.REQUESTED_AT, null)); // of a run whose facts are all of unknown types nothing is known
        if (filter.status() != null) {
            all.add(eq(RunDocument.STATUS, filter.status().wireName()));
        }
        if (filter.company() != null) {
            String company = RunDocument.folded(filter.company());
            all.add(or(eq(RunDocument.COMPANY, company), eq(RunDocument.QUERY, company)));
        }
        if (filter.industry() != null) {
            all.add(eq(RunDocument.INDUSTRY, filter.industry()));
        }
        if (filter.errorType() != null) {
            all.add(eq(RunDocument.ERROR_TYPE, filter.errorType()));
        }
        if (filter.simulated() != null) {
            all.add(eq(RunDocument.SIMULATED, filter.simulated()));
        }
        if (filter.from() != null) {
            all.add(gte(RunDocument.REQUESTED_AT, Date.from(filter.from())));
        }
        if (filter.to() != null) {
            all.add(lt(RunDocument.REQUESTED_AT, Date.from(filter.to())));
        }
        if (after != null) {
            Date at = Date.from(after.requestedAt());
            all.add(lte(RunDocument.REQUESTED_AT, at)); // lets the index begin where the page ended
            all.add(or(lt(RunDocument.REQUESTED_AT, at),
                    and(eq(RunDocument.REQUESTED_AT, at), lt(RunDocument.ID, after.runId()))));
        }
        return all;
    }

    /**
     * @param runs each as JSON
     * @param next null on the last page
     */
    public record Page(List<String> runs, PageKey next) {
    }
}
