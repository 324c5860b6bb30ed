package dev.tavilypipeline.localstack.mongo;

import java.util.List;
import java.util.Map.Entry;

import org.h2.mvstore.MVMap;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;

/** A unique index in the file: from key to the document's {@code _id}. */
final class StoredIndex extends AbstractUniqueIndex<Object> {

    private final MVMap<KeyValue, Object> positions;

    StoredIndex(MVMap<KeyValue, Object> positions, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.positions = positions;
    }

    @Override
    protected Object removeDocument(KeyValue key) {
        return positions.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(key, Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet();
    }

    @Override
    protected Object getPosition(KeyValue key) {
        return positions.get(key);
    }

    /**
     * Beside what the server's own indexes answer: bounds of the index's field, and its value among other conditions. What is
     * found
     * by it has to meet the whole query in the end.
     */
    @Override
    public synchronized boolean canHandle(Document query) {
        return super.canHandle(query) || KeyRange.isAskedFor(keySet(), query) || isValueAmongOthers(query);
    }

    @Override
    public synchronized Iterable<Object> getPositions(Document query) {
        if (KeyRange.isAskedFor(keySet(), query)) {
            return KeyRange.of(query).positions(positions);
        }
        return super.getPositions(isValueAmongOthers(query) ? alone(query) : query);
    }

    private boolean isValueAmongOthers(Document query) {
        return !isCompoundIndex() && query.size() > 1 && query.get(keys().get(0)) instanceof String;
    }

    private Document alone(Document query) {
        String key = keys().get(0);
        return new Document(key, query.get(key));
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return positions.isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    /** The database removes what is in the file. */
    @Override
    public void drop() {
        positions.clear();
    }
}
