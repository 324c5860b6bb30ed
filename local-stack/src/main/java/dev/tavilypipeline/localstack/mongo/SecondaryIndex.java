package dev.tavilypipeline.localstack.mongo;

import java.util.List;
import java.util.Set;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;

/** An index that is not unique. */
final class SecondaryIndex extends Index<Object> implements StoredIndex {

    private final IndexEntries entries;
    private final boolean complete;

    /** @param complete whether the file has it, with all documents in it */
    SecondaryIndex(String name, List<IndexKey> keys, IndexEntries entries, boolean complete) {
        super(name, keys, entries.sparse());
        this.entries = entries;
        this.complete = complete;
    }

    @Override
    public IndexEntries entries() {
        return entries;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // takes any document
    }

    @Override
    public void add(Document document, Object id, MongoCollection<Object> collection) {
        entries.keys(document).forEach(key -> entries.positions().put(key, id));
    }

    @Override
    public Object remove(Document document) {
        Object id = null;
        for (KeyValue key : entries.keys(document)) {
            id = entries.positions().remove(key);
        }
        return id;
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // takes any document
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, Object id, MongoCollection<Object> collection) {
        Set<KeyValue> before = entries.keys(oldDocument);
        Set<KeyValue> after = entries.keys(newDocument);
        if (!before.equals(after)) {
            before.forEach(entries.positions()::remove);
            after.forEach(key -> entries.positions().put(key, id));
        }
    }

    /** The collection asks {@link IndexScan}. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    /** The index of {@code _id} knows it. */
    @Override
    public Object getPosition(Document document) {
        return null;
    }

    @Override
    public long getCount() {
        return entries.positions().sizeAsLong();
    }

    /** The collection fills an index that is empty, which takes reading all documents. */
    @Override
    public boolean isEmpty() {
        return !complete && entries.positions().isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    /** The database removes the entries from the file. */
    @Override
    public void drop() {
        entries.positions().clear();
    }
}
