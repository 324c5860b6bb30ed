package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Percentiles as DuckDB computes them fastest. Each {@code PERCENTILE_CONT} keeps all values of a group in memory, and passes
 * over them; a list of percentiles is computed from one copy. Whole numbers are ordered in two thirds of the time that floating
 * point numbers take: milliseconds become picoseconds, so that a percentile is exact to a picosecond. Snowflake has no such
 * function, and needs none.
 */
final class DuckDbPercentiles {

    private static final Pattern PERCENTILE = Pattern
            .compile("PERCENTILE_CONT\\((0\\.[0-9]+)\\) WITHIN GROUP \\(ORDER BY ([a-z_.]+_ms)\\)");
    /** More milliseconds, 104 days, have no room as picoseconds. */
    private static final String PICOSECONDS = "TRY_CAST(1000000000 * CASE WHEN %1$s > 9e9 THEN 9e9 ELSE %1$s END AS BIGINT)";

    private DuckDbPercentiles() {
    }

    /** @return the same query, in which the percentiles of a column of milliseconds are elements of one list */
    static String in(String sql) {
        Map<String, List<String>> fractions = PERCENTILE.matcher(sql).results()
                .collect(Collectors.groupingBy(found -> found.group(2),
                        Collectors.mapping(found -> found.group(1),
                                Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), List::copyOf))));
        return PERCENTILE.matcher(sql).replaceAll(found -> {
            List<String> all = fractions.get(found.group(2));
            return Matcher.quoteReplacement("LIST_EXTRACT(QUANTILE_CONT(" + PICOSECONDS.formatted(found.group(2)) + ", ["
                    + String.join(", ", all) + "]), " + (all.indexOf(found.group(1)) + 1) + ") / 1000000000");
        });
    }
}
