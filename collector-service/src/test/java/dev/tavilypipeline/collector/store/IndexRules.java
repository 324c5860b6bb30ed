package dev.tavilypipeline.collector.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

import com.mongodb.client.MongoCollection;

/**
 * How MongoDB uses an index, as its documentation has it: equal values of leading fields, then a range of the next one, or an
 * order that continues behind the equal values. A condition that holds for missing fields ({@code $exists: false}, {@code $ne},
 * {@code null}) gives no bounds, and a sparse index does not even have these documents.
 */
final class IndexRules {

    private static final Set<String> RANGE = Set.of("$gt", "$gte", "$lt", "$lte");
    private static final Set<String> EQUAL = Set.of("$eq", "$in");

    private final List<List<Map.Entry<String, Object>>> indexes = new ArrayList<>();

    private IndexRules() {
    }

    static IndexRules of(MongoCollection<Document> collection) {
        IndexRules rules = new IndexRules();
        collection.listIndexes().forEach(index -> rules.indexes.add(List.copyOf(index.get("key", Document.class).entrySet())));
        return rules;
    }

    static boolean isQuery(BsonDocument command) {
        return Set.of("find", "findAndModify", "aggregate", "count").contains(command.getFirstKey());
    }

    static String collection(BsonDocument command) {
        return command.getString(command.getFirstKey()).getValue();
    }

    boolean serve(BsonDocument command) {
        BsonDocument filter = command.containsKey("pipeline")
                ? command.getArray("pipeline").get(0).asDocument().getDocument("$match")
                : command.getDocument(command.containsKey("filter") ? "filter" : "query");
        BsonDocument sort = command.getDocument("sort", new BsonDocument());
        Set<String> equal = new HashSet<>();
        Set<String> bounded = new HashSet<>();
        collect(filter, equal, bounded);
        return indexes.stream().anyMatch(index -> serves(index, equal, bounded, sort));
    }

    private static void collect(BsonDocument filter, Set<String> equal, Set<String> bounded) {
        filter.forEach((field, condition) -> {
            if (field.equals("$and")) {
                condition.asArray().forEach(part -> collect(part.asDocument(), equal, bounded));
            } else if (!field.startsWith("$")) {
                classify(field, condition, equal, bounded);
            }
        });
    }

    private static void classify(String field, BsonValue condition, Set<String> equal, Set<String> bounded) {
        if (condition.isNull()) {
            return;
        }
        if (!condition.isDocument()) {
            equal.add(field);
            return;
        }
        condition.asDocument().forEach((operator, value) -> {
            if (EQUAL.contains(operator) && !value.isNull()) {
                equal.add(field);
            } else if (RANGE.contains(operator)) {
                bounded.add(field);
            }
        });
    }

    private static boolean serves(List<Map.Entry<String, Object>> index, Set<String> equal, Set<String> bounded,
            BsonDocument sort) {
        int next = 0;
        while (next < index.size() && equal.contains(index.get(next).getKey())) {
            next++;
        }
        boolean selects = next > 0 || bounded.contains(index.get(0).getKey());
        return selects && isSortedBy(index.subList(next, index.size()), sort);
    }

    private static boolean isSortedBy(List<Map.Entry<String, Object>> keys, BsonDocument sort) {
        int position = 0;
        int direction = 0;
        for (Map.Entry<String, BsonValue> field : sort.entrySet()) {
            if (position == keys.size() || !keys.get(position).getKey().equals(field.getKey())) {
                return false;
            }
            int same = Integer.signum(((Number) keys.get(position).getValue()).intValue())
                    * Integer.signum(field.getValue().asNumber().intValue());
            if (direction != 0 && same != direction) {
                return false;
            }
            direction = same;
            position++;
        }
        return true;
    }
}
