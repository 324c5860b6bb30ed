package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;

import dev.tavilypipeline.contract.SupportedTimes;

/** Lists runs, newest first, a page at a time. */
@ApplicationScoped
public class RunList {

    private final RunStore store;

    public RunList(RunStore store) {
        this.store = store;
    }

    /**
     * One page.
     *
     * @param after where the page before ended; null for the first
     */
    public Page page(RunFilter filter, PageKey after, int limit) {
        List<RunDocument> found = documents(filter, after, Projections.include(RunDocument.REQUESTED_AT, RunDocument.SUMMARY))
                .limit(limit + 1)
                .map(RunDocument::new)
                .into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<RunDocument> shown = more ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(RunDocument::summary).toList(),
                more ? keyOf(shown.get(limit - 1)) : null);
    }

    /** Newest first, from where a page ended. Purged runs are not among them. */
    FindIterable<Document> documents(RunFilter filter, PageKey after, Bson fields) {
        return newestFirst(RunDocument.REQUESTED_AT, filter.from(), filter.to(), after, conditions(filter), fields);
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
        return store.runs().find(and(all)).projection(fields).sort(Sorts.descending(time, RunDocument.ID));
    }

    static PageKey keyOf(RunDocument run) {
        return new PageKey(run.requestedAt(), run.id());
    }

    private static List<Bson> conditions(RunFilter filter) {
        List<Bson> all = new ArrayList<>();
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
        return all;
    }

    /**
     * @param runs each as JSON
     * @param next null on the last page
     */
    public record Page(List<String> runs, PageKey next) {
    }
}
