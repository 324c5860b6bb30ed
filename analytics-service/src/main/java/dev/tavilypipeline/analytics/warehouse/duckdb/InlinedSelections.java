package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Selections of rows that are read from the tables each time they are used. DuckDB keeps the rows of a common table expression
 * that is used twice in memory, with all columns, and compresses nothing: for the repeated queries of 4 million runs that took
 * 470 ms of processor time instead of 130. Snowflake decides this by itself, and does not know the words.
 * <p>
 * A selection that looks into another table, by {@code IN (SELECT} or by a join, or computes prices, is left as it is: to do
 * that twice costs more than to keep the rows.
 */
final class InlinedSelections {

    /** Of {@code common/in_window.sql}. */
    private static final Pattern SELECTION = Pattern.compile(
            "^(selected_runs|runs_in_window|steps_in_window|calls_in_window|run_costs) AS \\((\n(?: .*\n)+)\\)",
            Pattern.MULTILINE);
    private static final Pattern LOOKS_ELSEWHERE = Pattern.compile("IN \\(SELECT|JOIN|repriced_calls");

    private InlinedSelections() {
    }

    /** @return the same query, in which the selections that only read one table are not materialized */
    static String in(String sql) {
        return SELECTION.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(
                LOOKS_ELSEWHERE.matcher(found.group(2)).find() ? found.group()
                        : found.group(1) + " AS NOT MATERIALIZED (" + found.group(2) + ")"));
    }
}
