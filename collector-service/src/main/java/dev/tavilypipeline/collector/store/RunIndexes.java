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

public final class RunIndexes {

    private static final List<String> FILTERS = List.of(RunDocument.STATUS, RunDocument.COMPANY, RunDocument.QUERY,
            RunDocument.INDUSTRY, RunDocument.ERROR_TYPE, RunDocument.SIMULATED, RunDocument.WORK);

    private RunIndexes() {
    }

    public static void create(MongoCollection<Document> runs) {
        // none is unique: a unique index would forbid to shard by anything else
        IndexOptions present = new IndexOptions().sparse(true);
        Stream<IndexModel> own = Stream.of(
                new IndexModel(ascending(RunDocument.PENDING), present),
                new IndexModel(ascending(RunDocument.ACTIVE), present),
                new IndexModel(ascending(RunDocument.REPUBLISH), present),
                new IndexModel(ascending(RunDocument.UNKNOWN_SINCE), present),
                new IndexModel(descending(RunDocument.REQUESTED_AT, RunDocument.ID)),
                new IndexModel(descending(RunDocument.LEDGER_AT, RunDocument.ID)));
        Stream<IndexModel> filters = FILTERS.stream().map(filter -> new IndexModel(
                compoundIndex(ascending(filter), descending(RunDocument.REQUESTED_AT, RunDocument.ID))));
        runs.createIndexes(Stream.concat(own, filters).toList());
    }
}
