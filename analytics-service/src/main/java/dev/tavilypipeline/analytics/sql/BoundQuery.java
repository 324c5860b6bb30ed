package dev.tavilypipeline.analytics.sql;

import java.util.List;

/**
 * SQL with question marks and their values.
 *
 * @param name of the query, for metrics and query tags
 * @param values each as text that the SQL casts, which all drivers understand alike
 */
public record BoundQuery(String name, String sql, List<String> values) {
}
