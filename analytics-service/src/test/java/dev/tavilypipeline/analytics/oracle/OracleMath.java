package dev.tavilypipeline.analytics.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Rows of answers and their figures: counts are Long, money is BigDecimal, what was divided is Double. */
final class OracleMath {

    private OracleMath() {
    }

    static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    static <T> long count(Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    static <T> long sum(Collection<T> all, ToLongFunction<T> value) {
        return all.stream().mapToLong(value).sum();
    }

    /** What is null adds nothing. */
    static <T> long tokens(Collection<T> all, Function<T, Integer> value) {
        return all.stream().map(value).filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
    }

    /** What is null adds nothing. */
    static <T> BigDecimal money(Collection<T> all, Function<T, BigDecimal> value) {
        return all.stream().map(value).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Null where there is nothing to divide by. */
    static Double ratio(long part, long whole) {
        return divided((double) part, whole);
    }

    /** Null where there is nothing to divide by. */
    static Double divided(double sum, long by) {
        return by == 0 ? null : (Double) (sum / by);
    }

    static <T> double[] sorted(Collection<T> all, Function<T, Double> value) {
        return all.stream().map(value).filter(Objects::nonNull).mapToDouble(Double::doubleValue).sorted().toArray();
    }

    static Double mean(double... values) {
        return values.length == 0 ? null : (Double) Arrays.stream(values).average().orElseThrow();
    }

    /** Between two neighbours on the straight line that joins them. */
    static Double percentile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return null;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** What has no key is left out. */
    static <T, K> Map<K, List<T>> grouped(Collection<T> all, Function<T, K> key) {
        Map<K, List<T>> groups = new HashMap<>();
        for (T each : all) {
            K found = key.apply(each);
            if (found != null) {
                groups.computeIfAbsent(found, name -> new ArrayList<>()).add(each);
            }
        }
        return groups;
    }

    static Comparator<Map<String, Object>> byText(String column) {
        return Comparator.comparing(row -> (String) row.get(column), Comparator.nullsLast(OracleNames.BY_CODE_POINT));
    }

    static Comparator<Map<String, Object>> highestFirst(String column) {
        return Comparator.<Map<String, Object>, BigDecimal> comparing(row -> new BigDecimal(row.get(column).toString()))
                .reversed();
    }
}
