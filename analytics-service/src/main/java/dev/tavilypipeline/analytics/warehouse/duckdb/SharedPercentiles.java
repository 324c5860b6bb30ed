package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Percentiles of one column that share its values. Each {@code PERCENTILE_CONT} keeps all values of a group in memory, and
 * passes over them; DuckDB computes a list of percentiles from one copy. Snowflake has no such function, and needs none.
 */
final class SharedPercentiles {

    private static final Pattern PERCENTILE = Pattern
            .compile("PERCENTILE_CONT\\((0\\.[0-9]+)\\) WITHIN GROUP \\(ORDER BY ([a-z_.]+)\\)");

    private SharedPercentiles() {
    }

    /** @return the same query, in which percentiles of a column of which it has several are elements of a list */
    static String in(String sql) {
        Map<String, List<String>> fractions = PERCENTILE.matcher(sql).results()
                .collect(Collectors.groupingBy(found -> found.group(2),
                        Collectors.mapping(found -> found.group(1),
                                Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), List::copyOf))));
        return PERCENTILE.matcher(sql).replaceAll(found -> {
            List<String> all = fractions.get(found.group(2));
            return Matcher.quoteReplacement(all.size() == 1 ? found.group()
                    : "LIST_EXTRACT(QUANTILE_CONT(" + found.group(2) + ", [" + String.join(", ", all) + "]), "
                            + (all.indexOf(found.group(1)) + 1) + ")");
        });
    }
}
