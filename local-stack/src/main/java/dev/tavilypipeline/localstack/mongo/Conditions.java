package dev.tavilypipeline.localstack.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.bwaldvogel.mongo.bson.Document;

/** The conditions of a query which all have to hold: its own, and those that it joins by {@code $and}. */
record Conditions(List<Document> all) {

    static final Conditions NONE = new Conditions(List.of());

    private static final Set<String> JOINING = Set.of("$and", "$or", "$nor");
    private static final Set<String> COMPARING = Set.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin");

    static Conditions of(Document query) {
        List<Document> all = new ArrayList<>();
        collect(query, all);
        return new Conditions(all);
    }

    private static void collect(Document query, List<Document> all) {
        query.forEach((field, condition) -> {
            if (field.equals("$and")) {
                parts(condition).forEach(part -> collect(part, all));
            } else {
                all.add(new Document(field, condition));
            }
        });
    }

    @SuppressWarnings("unchecked") // the server refuses anything else
    private static List<Document> parts(Object joined) {
        return (List<Document>) joined;
    }

    /** Where to look for the values of a field; {@link Bounds#ALL} if no condition says it. */
    List<Bounds> bounds(String field) {
        List<List<Bounds>> each = all.stream().filter(condition -> condition.containsKey(field))
                .map(condition -> Bounds.of(condition.get(field))).toList();
        return each.stream().filter(bounds -> bounds.size() != 1).findFirst()
                .orElseGet(() -> List.of(each.stream().map(bounds -> bounds.get(0)).reduce(Bounds.ALL, Bounds::within)));
    }

    /** Those that can be decided by the given fields alone, without knowing whether one is missing or null. */
    Conditions within(Set<String> fields) {
        return new Conditions(all.stream().filter(condition -> isDecidedBy(fields, condition)).toList());
    }

    private static boolean isDecidedBy(Set<String> fields, Document query) {
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            boolean decided = JOINING.contains(condition.getKey())
                    ? parts(condition.getValue()).stream().allMatch(part -> isDecidedBy(fields, part))
                    : fields.contains(condition.getKey()) && isComparison(condition.getValue());
            if (!decided) {
                return false;
            }
        }
        return true;
    }

    private static boolean isComparison(Object condition) {
        return condition instanceof Document operators ? COMPARING.containsAll(operators.keySet())
                : !(condition instanceof List);
    }

    Document query() {
        return all.isEmpty() ? new Document() : new Document("$and", all);
    }
}
