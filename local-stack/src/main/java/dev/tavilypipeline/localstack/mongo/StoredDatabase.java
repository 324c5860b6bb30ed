package dev.tavilypipeline.localstack.mongo;

import java.util.List;

import org.h2.mvstore.MVStore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.oplog.Oplog;

/** A database whose collections and unique indexes are maps of the file. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Object> {

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
        return new StoredIndex(maps.index(getFullCollectionNamespace(collection), index), index, keys, sparse);
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
