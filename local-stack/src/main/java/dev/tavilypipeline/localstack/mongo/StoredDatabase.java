package dev.tavilypipeline.localstack.mongo;

import java.util.List;
import java.util.stream.Stream;

import org.h2.mvstore.MVStore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;

/** A database whose collections and indexes are maps of the file. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    /** What drivers send behind {@code $match} to count documents. */
    private static final List<Document> COUNT = List
            .of(new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1))));

    private final StoredMaps maps;

    StoredDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        maps = new StoredMaps(store);
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        String name = getFullCollectionNamespace(collection);
        return new StoredCollection(this, collection, options, maps.documents(name), cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
        String name = getFullCollectionNamespace(collection);
        boolean complete = maps.hasIndex(name, index);
        return new UniqueIndex(index, keys, IndexEntries.unique(fields(keys), sparse, maps.index(name, index)), complete);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
        String name = getFullCollectionNamespace(collection);
        boolean complete = maps.hasIndex(name, index);
        return new SecondaryIndex(index, keys, IndexEntries.secondary(fields(keys), sparse, maps.index(name, index)), complete);
    }

    private static List<String> fields(List<IndexKey> keys) {
        return keys.stream().map(IndexKey::getKey).toList();
    }

    @Override
    public Document handleCommand(Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        List<Document> pipeline = command.equalsIgnoreCase("aggregate") ? Aggregation.parse(query.get("pipeline")) : List.of();
        if (!pipeline.isEmpty() && pipeline.get(0).get("$match") instanceof Document match
                && resolveCollection(String.valueOf(query.get(command)), false) instanceof StoredCollection collection) {
            clearLastStatus(channel);
            List<Document> rest = pipeline.subList(1, pipeline.size());
            Aggregation aggregation = Aggregation.fromPipeline(rest, databases, this, collection, oplog);
            aggregation.validate(query);
            return firstBatch(collection, aggregation.runStages(matching(collection, match, rest)));
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    /** The server's own aggregation reads all documents of the collection and then selects. A count needs none of them. */
    private static Stream<Document> matching(StoredCollection collection, Document match, List<Document> rest) {
        return rest.equals(COUNT) ? Stream.generate(Document::new).limit(collection.count(match, 0, 0))
                : collection.handleQueryAsStream(match);
    }

    private static Document firstBatch(StoredCollection collection, List<Document> documents) {
        return new Document("cursor",
                new Document("id", 0L).append("ns", collection.getFullName()).append("firstBatch", documents))
                .append("ok", 1.0);
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String index) {
        super.dropIndex(collection, index);
        maps.store().removeMap(maps.index(collection.getFullName(), index));
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        String name = getFullCollectionNamespace(collection);
        maps.store().removeMap(maps.documents(name));
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        String oldName = collection.getFullName();
        super.moveCollection(from, collection, newName);
        maps.rename(oldName, getFullCollectionNamespace(newName));
    }

    @Override
    protected long getStorageSize() {
        return maps.store().getFileStore().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
