package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
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
        List<Document> found = documents(filter, after, Projections.include("view.requested_at", "run"))
                .filter(and(and(conditions(filter, after)), exists("buried", false)))
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<Document> shown = more ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(document -> document.getString("run")).toList(),
                more ? keyOf(shown.get(limit - 1)) : null);
    }

    /** The newest first, from where a page ended. */
    FindIterable<Document> documents(RunFilter filter, PageKey after, Bson fields) {
        return store.runs()
                .find(and(conditions(filter, after)))
                .projection(fields)
                .sort(Sorts.descending("view.requested_at", "_id"));
    }

    static PageKey keyOf(Document document) {
        return new PageKey(document.get("view", Document.class).getDate("requested_at").toInstant(), document.getString("_id"));
    }

    private static List<Bson> conditions(RunFilter filter, PageKey after) {
        List<Bson> all = new ArrayList<>();
        all.add(ne("view.requested_at", null)); // of some nothing is known but that they are there
        if (filter.status() != null) {
            all.add(eq("view.status", filter.status().wireName()));
        }
        if (filter.company() != null) {
            String company = RunView.folded(filter.company());
            all.add(or(eq("view.company", company), eq("view.query", company)));
        }
        if (filter.industry() != null) {
            all.add(eq("view.industry", filter.industry()));
        }
        if (filter.errorType() != null) {
            all.add(eq("view.error_type", filter.errorType()));
        }
        if (filter.simulated() != null) {
            all.add(eq("view.simulated", filter.simulated()));
        }
        if (filter.from() != null) {
            all.add(gte("view.requested_at", Date.from(filter.from())));
        }
        if (filter.to() != null) {
            all.add(lt("view.requested_at", Date.from(filter.to())));
        }
        if (after != null) {
            Date at = Date.from(after.requestedAt());
            all.add(or(lt("view.requested_at", at), and(eq("view.requested_at", at), lt("_id", after.runId()))));
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
