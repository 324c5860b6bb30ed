package dev.tavilypipeline.localstack.mongo;

import java.util.Collection;
import java.util.List;
import java.util.Map.Entry;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** A unique index, which takes no lists. */
final class UniqueIndex extends AbstractUniqueIndex<Object> implements StoredIndex {

    private static final int CANNOT_CREATE_INDEX = 67;

    private final IndexEntries entries;
    private final boolean complete;

    /** @param complete whether the file has it, with all documents in it */
    UniqueIndex(String name, List<IndexKey> keys, IndexEntries entries, boolean complete) {
        super(name, keys, entries.sparse());
        this.entries = entries;
        this.complete = complete;
    }

    @Override
    public IndexEntries entries() {
        return entries;
    }

    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Object> collection) {
        refuseLists(document);
        super.checkAdd(document, collection);
    }

    @Override
    public synchronized void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        refuseLists(newDocument);
        super.checkUpdate(oldDocument, newDocument, collection);
    }

    private void refuseLists(Document document) {
        for (String field : entries.fields()) {
            if (Utils.getSubdocumentValueCollectionAware(document, field) instanceof Collection) {
                throw new MongoServerError(CANNOT_CREATE_INDEX, "CannotCreateIndex",
                        "the embedded MongoDB has no unique indexes of lists, as '" + field + "' has one");
            }
        }
    }

    @Override
    protected Object removeDocument(KeyValue key) {
        return entries.positions().remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return entries.positions().putIfAbsent(key, Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return entries.positions().entrySet();
    }

    @Override
    protected Object getPosition(KeyValue key) {
        return entries.positions().get(key);
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
