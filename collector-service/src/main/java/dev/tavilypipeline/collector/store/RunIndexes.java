package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import java.util.List;
import java.util.stream.Stream;

import org.bson.Document;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;

/** The indexes behind the marks, the runs on their way, and each filter of the list. */
public final class RunIndexes {

    private static final List<String> FILTERS = List.of("status", "company", "query", "industry", "error_type", "simulated");

    private RunIndexes() {
    }

    public static void create(MongoCollection<Document> runs) {
        IndexOptions present = new IndexOptions().unique(true).sparse(true);
        Stream<IndexModel> own = Stream.of(
                new IndexModel(ascending("dirty"), present),
                new IndexModel(ascending("live"), present),
                new IndexModel(ascending("again"), new IndexOptions().sparse(true)),
                new IndexModel(descending("view.requested_at", "_id")));
        Stream<IndexModel> filters = FILTERS.stream().map(filter -> new IndexModel(
                compoundIndex(ascending("view." + filter), descending("view.requested_at", "_id"))));
        runs.createIndexes(Stream.concat(own, filters).toList());
    }
}
