package dev.tavilypipeline.localstack.mongo;

import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.h2.mvstore.MVMap;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;

/**
 * The documents of a collection in the file, from {@code _id} to BSON: a document is encoded when it is written and decoded
 * when it is read, not each time the file moves a page.
 */
final class StoredCollection extends AbstractSynchronizedMongoCollection<Object> {

    private static final String ID = "_id";

    private final MVMap<Object, byte[]> documents;

    StoredCollection(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, byte[]> documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    /** Queries go through the list of indexes. */
    @Override
    public synchronized void addIndex(Index<Object> index) {
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        super.dropIndex(indexName);
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object id = Missing.ofNullable(
                getIdField() == null ? UUID.randomUUID() : Utils.getSubdocumentValue(document, getIdField()));
        if (documents.putIfAbsent(id, Bson.encoded(document)) != null) {
            throw new IllegalStateException("there is a document under this key already: " + id);
        }
        return id;
    }

    @Override
    protected void handleUpdate(Object position, Document oldDocument, Document newDocument) {
        documents.put(Missing.ofNullable(position), Bson.encoded(newDocument));
    }

    @Override
    protected Document getDocument(Object position) {
        byte[] bson = documents.get(position);
        return bson == null ? null : Bson.decoded(bson);
    }

    @Override
    protected void removeDocument(Object position) {
        if (documents.remove(position) == null) {
            throw new NoSuchElementException("there is no document under key " + position);
        }
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(Bson.decoded(entry.getValue()), entry.getKey()));
    }

    /** Reads no more documents than the best index and the limit leave. */
    @Override
    protected QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batchSize,
            Document fields) {
        Optional<IndexScan> best = scan(query, orderBy);
        if (best.isEmpty()) {
            return matchDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
        IndexScan scan = best.get();
        Stream<Document> found = scan.covers() && isIdAlone(fields) ? scan.ids().map(id -> new Document(ID, id))
                : scan.ids().map(this::getDocument);
        return matchDocumentsFromStream(found, scan.covers() ? new Document() : query, scan.isSorted() ? null : orderBy, skip,
                limit, batchSize, fields);
    }

    private Optional<IndexScan> scan(Document query, Document orderBy) {
        return IndexScan.best(
                getIndexes().stream().filter(StoredIndex.class::isInstance).map(index -> ((StoredIndex) index).entries()),
                query, orderBy);
    }

    private static boolean isIdAlone(Document fields) {
        return fields != null && fields.keySet().equals(Set.of(ID)) && Utils.isTrue(fields.get(ID));
    }

    @Override
    public synchronized int count(Document query, int skip, int limit) {
        return skip == 0 && limit <= 0 && query != null && !query.isEmpty()
                ? scan(query, null).filter(IndexScan::covers).map(scan -> (int) scan.ids().count())
                        .orElseGet(() -> super.count(query, skip, limit))
                : super.count(query, skip, limit);
    }

    @Override
    protected QueryResult matchDocuments(Document query, Document orderBy, int skip, int limit, int batchSize,
            Document fields) {
        Stream<DocumentWithPosition<Object>> all = streamAllDocumentsWithPosition();
        if (isNaturalDescending(orderBy)) {
            all = all.sorted(Comparator.comparing(DocumentWithPosition::getPosition, ValueComparator.desc()));
        }
        return matchDocumentsFromStream(all.map(DocumentWithPosition::getDocument), query, orderBy, skip, limit, batchSize,
                fields);
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /** Tracking it would encode each document again for every write. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("the size is added up when asked for");
    }

    @Override
    protected int getDataSize() {
        long bytes = documents.values().stream().mapToLong(bson -> bson.length).sum();
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
