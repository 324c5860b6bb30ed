package dev.tavilypipeline.localstack.mongo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;

/**
 * The values that a field may have, both ends included. A condition may exclude an end or more: the bounds only say where to
 * look.
 */
record Bounds(Object low, Object high) {

    static final Bounds ALL = new Bounds(MinKey.getInstance(), MaxKey.getInstance());

    /** Behind null and in front of every other value. */
    private static final Object FIRST_VALUE = Double.NEGATIVE_INFINITY;

    private static final Set<String> LOWER = Set.of("$gt", "$gte");
    private static final Set<String> UPPER = Set.of("$lt", "$lte");

    private static Bounds exactly(Object value) {
        Object key = new KeyValue(value).normalized().get(0);
        return new Bounds(key, key);
    }

    /** Those of one condition on a field, several where it lists values; {@link #ALL} where it gives none. */
    static List<Bounds> of(Object condition) {
        if (isValue(condition)) {
            return List.of(exactly(condition));
        }
        if (condition instanceof Document operators && !BsonRegularExpression.isRegularExpression(condition)) {
            if (operators.get("$in") instanceof Collection<?> values && values.stream().allMatch(Bounds::isValue)) {
                return listed(values);
            }
            return List.of(operators.entrySet().stream().map(Bounds::ofOperator).reduce(ALL, Bounds::within));
        }
        return List.of(ALL);
    }

    private static List<Bounds> listed(Collection<?> values) {
        Set<Object> inOrder = new TreeSet<>(IndexKeys::compareValues);
        values.forEach(value -> inOrder.add(exactly(value).low));
        return inOrder.stream().map(value -> new Bounds(value, value)).toList();
    }

    private static Bounds ofOperator(Map.Entry<String, Object> operator) {
        Object value = operator.getValue();
        if (operator.getKey().equals("$eq") && isValue(value)) {
            return exactly(value);
        }
        if (operator.getKey().equals("$ne") && value == null) {
            return new Bounds(FIRST_VALUE, ALL.high);
        }
        if (value == null || !isValue(value)) {
            return ALL;
        }
        Object key = exactly(value).low;
        return LOWER.contains(operator.getKey()) ? new Bounds(key, ALL.high)
                : UPPER.contains(operator.getKey()) ? new Bounds(FIRST_VALUE, key) : ALL;
    }

    /** Lists and documents match in other ways than by being equal. */
    private static boolean isValue(Object value) {
        return !(value instanceof Document || value instanceof Collection || value instanceof Missing
                || value instanceof BsonRegularExpression || value instanceof MinKey || value instanceof MaxKey);
    }

    Bounds within(Bounds other) {
        return new Bounds(IndexKeys.compareValues(low, other.low) < 0 ? other.low : low,
                IndexKeys.compareValues(high, other.high) > 0 ? other.high : high);
    }

    boolean isOneValue() {
        return IndexKeys.compareValues(low, high) == 0;
    }

    boolean isBound() {
        return !equals(ALL);
    }

    boolean excludesNull() {
        return low != null && !(low instanceof MinKey);
    }
}
