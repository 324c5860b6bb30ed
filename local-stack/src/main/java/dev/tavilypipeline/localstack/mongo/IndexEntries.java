package dev.tavilypipeline.localstack.mongo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;

/**
 * What an index has in the file: from key to the document's {@code _id}, in the order of the keys, whatever directions the
 * index was asked for with.
 *
 * <p>
 * A key consists of a document's values of the indexed fields, and of its {@code _id} if the index is not unique. If a value is
 * a
 * list, the document has a longer key for each element, so that these keys come behind all others. As long as there is one, the
 * index gives no order, and answers only what it can answer exactly.
 *
 * @param fields those of the keys, {@code _id} among them if the index is not unique
 */
record IndexEntries(List<String> fields, boolean unique, boolean sparse, MVMap<KeyValue, Object> positions) {

    private static final String ID = "_id";
    private static final Boolean OF_LIST = true;

    static IndexEntries unique(List<String> fields, boolean sparse, MVMap<KeyValue, Object> positions) {
        return new IndexEntries(fields, true, sparse, positions);
    }

    static IndexEntries secondary(List<String> fields, boolean sparse, MVMap<KeyValue, Object> positions) {
        List<String> withId = new ArrayList<>(fields);
        withId.add(ID);
        return new IndexEntries(List.copyOf(withId), false, sparse, positions);
    }

    /** Of an index that is not unique. */
    Set<KeyValue> keys(Document document) {
        List<Object> values = new ArrayList<>(fields.size());
        boolean missing = true;
        List<?> list = null;
        for (String field : fields.subList(0, fields.size() - 1)) {
            Object value = Utils.getSubdocumentValueCollectionAware(document, field);
            missing &= value instanceof Missing;
            list = value instanceof List<?> elements ? elements : list;
            values.add(value);
        }
        values.add(document.get(ID));
        if (missing && sparse) {
            return Set.of();
        }
        return list == null ? Set.of(new KeyValue(values).normalized()) : keysOfList(list, values);
    }

    /** One that nobody looks for if there are several fields: it only shows that there are lists. */
    private static Set<KeyValue> keysOfList(List<?> list, List<Object> values) {
        List<?> elements = list.isEmpty() || values.size() > 2 ? Collections.singletonList(null) : list;
        Set<KeyValue> keys = new LinkedHashSet<>();
        for (Object element : elements) {
            List<Object> key = new ArrayList<>(Collections.nCopies(values.size() - 1, element));
            key.add(values.get(values.size() - 1));
            key.add(OF_LIST);
            keys.add(new KeyValue(key).normalized());
        }
        return keys;
    }

    /** @param id of the document */
    record Entry(KeyValue key, Object id) {
    }

    boolean hasLists() {
        KeyValue last = positions.lastKey();
        return last != null && last.size() > fields.size();
    }

    /** Those whose keys have a length, some leading values, and bounds for the next; read as they are taken from the stream. */
    Stream<Entry> between(List<Object> leading, Bounds next, int length, boolean backwards) {
        KeyValue low = key(leading, next.low(), MinKey.getInstance(), length);
        KeyValue high = key(leading, next.high(), MaxKey.getInstance(), length);
        Cursor<KeyValue, Object> cursor = backwards ? positions.cursor(high, low, true) : positions.cursor(low, high, false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED), false)
                .map(key -> new Entry(key, cursor.getValue()));
    }

    private static KeyValue key(List<Object> leading, Object next, Object others, int length) {
        List<Object> values = new ArrayList<>(leading);
        if (values.size() < length) {
            values.add(next);
        }
        values.addAll(Collections.nCopies(length - values.size(), others));
        return new KeyValue(values);
    }

    /** A document with the values of a key that is of no list. */
    Document document(KeyValue key) {
        Document document = new Document();
        for (int i = 0; i < fields.size(); i++) {
            Utils.changeSubdocumentValue(document, fields.get(i), key.get(i));
        }
        return document;
    }
}
