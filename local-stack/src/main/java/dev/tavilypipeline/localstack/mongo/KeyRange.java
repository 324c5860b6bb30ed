package dev.tavilypipeline.localstack.mongo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;

/**
 * The texts from one bound to another. Which of the bounds belong to it is left to the query, which every document has to meet
 * in the end.
 */
record KeyRange(String lowest, String highest) {

    private static final Set<String> FROM = Set.of("$gt", "$gte");
    private static final Set<String> TO = Set.of("$lt", "$lte");

    /** Whether the query gives bounds, and text alone, for the one field that the index has. */
    static boolean isAskedFor(Set<String> keys, Document query) {
        return keys.size() == 1 && query.keySet().equals(keys)
                && query.get(keys.iterator().next()) instanceof Document bounds && !bounds.isEmpty()
                && bounds.entrySet().stream().allMatch(KeyRange::isBound);
    }

    private static boolean isBound(Map.Entry<String, Object> bound) {
        return (FROM.contains(bound.getKey()) || TO.contains(bound.getKey())) && bound.getValue() instanceof String;
    }

    static KeyRange of(Document query) {
        Document bounds = (Document) query.values().iterator().next();
        return new KeyRange(bound(bounds, FROM), bound(bounds, TO));
    }

    private static String bound(Document bounds, Set<String> names) {
        return (String) names.stream().map(bounds::get).filter(bound -> bound != null).findFirst().orElse(null);
    }

    /** In the order of their keys. */
    List<Object> positions(MVMap<KeyValue, Object> index) {
        List<Object> found = new ArrayList<>();
        Cursor<KeyValue, Object> cursor = index.cursor(lowest == null ? null : new KeyValue(lowest));
        for (Iterator<KeyValue> keys = cursor; keys.hasNext();) {
            Object key = keys.next().get(0);
            if (highest != null && ValueComparator.asc().compare(key, highest) > 0) {
                break;
            }
            found.add(cursor.getValue());
        }
        return found;
    }
}
