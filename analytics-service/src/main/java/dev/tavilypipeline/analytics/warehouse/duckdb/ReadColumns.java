package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tavilypipeline.analytics.sql.SqlScript;

/**
 * Selections that name the columns which a query reads. The shared ones of {@code common/in_window.sql} begin with
 * {@code SELECT *}. DuckDB resolves all 30 columns of it whenever it plans a query, and keeps all of them where it keeps rows.
 * Snowflake does neither.
 */
final class ReadColumns {

    private static final Pattern ALL = Pattern.compile("^  SELECT \\* FROM ([a-z_]+)$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("[a-z_]+");
    private static final Map<String, List<String>> TABLES = tables();

    private ReadColumns() {
    }

    private static Map<String, List<String>> tables() {
        Pattern table = Pattern.compile("CREATE TABLE IF NOT EXISTS (agent_runs|run_steps|api_calls) \\(\n(.*)\n\\)",
                Pattern.DOTALL);
        Map<String, List<String>> tables = new HashMap<>();
        for (String statement : SqlScript.of("duckdb/schema.sql").statements()) {
            Matcher found = table.matcher(statement);
            if (found.matches()) {
                tables.put(found.group(1), found.group(2).lines().map(line -> line.strip().split(" ", 2)[0]).toList());
            }
        }
        return tables;
    }

    /** @return the same query; a column is read if its name is a word of the query, whatever it means there */
    static String in(String sql) {
        Set<String> words = WORD.matcher(sql).results().map(MatchResult::group).collect(Collectors.toSet());
        return ALL.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(TABLES.containsKey(found.group(1))
                ? "  SELECT " + TABLES.get(found.group(1)).stream().filter(words::contains).collect(Collectors.joining(", "))
                        + " FROM " + found.group(1)
                : found.group()));
    }
}
