package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.bson.Document;

import com.mongodb.client.FindIterable;

/** @param next null on the last page */
public record Page<T>(List<T> runs, PageKey next) {

    /** @param time the field that the documents are sorted by */
    static <T> Page<T> of(FindIterable<Document> sorted, int limit, Function<RunDocument, Instant> time,
            Function<RunDocument, T> shown) {
        List<RunDocument> found = RunDocument.list(sorted.limit(limit + 1));
        boolean isLast = found.size() <= limit;
        RunDocument last = isLast ? null : found.get(limit - 1);
        return new Page<>(found.stream().limit(limit).map(shown).toList(),
                isLast ? null : new PageKey(time.apply(last), last.id()));
    }
}
