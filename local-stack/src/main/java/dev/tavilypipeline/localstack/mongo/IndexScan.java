package dev.tavilypipeline.localstack.mongo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;

/**
 * Answers a query by the entries of an index that lie within its bounds. They are read lazily, and each is compared with all
 * conditions that its key decides, before the document is read.
 */
final class IndexScan {

    /** Which index leads to the fewest documents is not known: a whole key counts most, then any bounds, then the order. */
    private static final Comparator<IndexScan> BEST = Comparator.comparing(IndexScan::isWholeKey)
            .thenComparing(IndexScan::isBound)
            .thenComparing(IndexScan::isSorted)
            .thenComparing(scan -> scan.equalFields)
            .thenComparing(scan -> scan.next.isBound());

    private final IndexEntries index;
    private final Conditions conditions;
    private final Document order;
    private final boolean hasLists;
    private final QueryMatcher matcher = new DefaultQueryMatcher();
    private List<List<Object>> leading = List.of(List.of());
    private int equalFields;
    private Bounds next = Bounds.ALL;
    private boolean excludesNull;

    private IndexScan(IndexEntries index, Conditions conditions, Document order) {
        this.index = index;
        this.conditions = conditions;
        this.order = order;
        this.hasLists = index.hasLists();
        for (String field : index.fields()) {
            List<Bounds> bounds = conditions.bounds(field);
            excludesNull |= bounds.stream().allMatch(Bounds::excludesNull);
            if (!bounds.stream().allMatch(Bounds::isOneValue)) {
                next = bounds.get(0);
                break;
            }
            leading = leading.stream().flatMap(values -> bounds.stream().map(value -> append(values, value.low()))).toList();
            equalFields++;
        }
    }

    private static List<Object> append(List<Object> values, Object value) {
        List<Object> all = new ArrayList<>(values);
        all.add(value);
        return all;
    }

    /** @return empty if no index is of use */
    static Optional<IndexScan> best(Stream<IndexEntries> indexes, Document query, Document order) {
        Conditions conditions = Conditions.of(query);
        return indexes.map(index -> new IndexScan(index, conditions, order)).filter(IndexScan::isUsable).max(BEST);
    }

    private boolean isUsable() {
        boolean complete = !index.sparse() || excludesNull;
        boolean exact = !hasLists || (index.fields().size() == 2 && equalFields > 0);
        return complete && exact && (isBound() || (isOrdered() && isSorted()));
    }

    private boolean isWholeKey() {
        return index.unique() && equalFields == index.fields().size();
    }

    private boolean isBound() {
        return equalFields > 0 || next.isBound();
    }

    private boolean isOrdered() {
        return order != null && !order.isEmpty();
    }

    /** Whether the entries come in the order asked for, if one was. */
    boolean isSorted() {
        if (!isOrdered()) {
            return true;
        }
        List<String> fields = index.fields().subList(equalFields, index.fields().size());
        return !hasLists && leading.size() == 1 && order.size() <= fields.size()
                && List.copyOf(order.keySet()).equals(fields.subList(0, order.size()))
                && order.values().stream().map(IndexScan::isDescending).distinct().count() == 1;
    }

    private static boolean isDescending(Object direction) {
        return ((Number) direction).intValue() < 0;
    }

    /** Whether the documents found meet the query, so that none has to be read to know it. */
    boolean covers() {
        return hasLists ? conditions.all().size() == 1 : decided().all().size() == conditions.all().size();
    }

    private Conditions decided() {
        return conditions.within(Set.copyOf(index.fields()));
    }

    /** In the order of the index, each once. */
    Stream<Object> ids() {
        boolean backwards = isOrdered() && isSorted() && isDescending(order.values().iterator().next());
        int length = index.fields().size();
        if (hasLists) {
            return Stream.of(length, length + 1).flatMap(size -> entries(size, false)).map(IndexEntries.Entry::id).distinct();
        }
        Document query = decided().query();
        return entries(length, backwards).filter(entry -> matcher.matches(index.document(entry.key()), query))
                .map(IndexEntries.Entry::id);
    }

    private Stream<IndexEntries.Entry> entries(int length, boolean backwards) {
        return leading.stream().flatMap(values -> index.between(values, next, length, backwards));
    }
}
