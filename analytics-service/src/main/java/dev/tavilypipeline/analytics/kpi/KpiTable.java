package dev.tavilypipeline.analytics.kpi;

import dev.tavilypipeline.analytics.sql.NamedQuery;

/**
 * A query of {@code sql/kpis/} and the record of its rows: each column of the query is a component of the record.
 *
 * @param name in answers, such as {@code errors_by_type}
 */
public record KpiTable<R extends Record>(String name, NamedQuery query, Class<R> row) {

    /** @param file the query's, without {@code .sql} */
    public static <R extends Record> KpiTable<R> of(String name, String file, Class<R> row) {
        return new KpiTable<>(name, NamedQuery.packaged(file), row);
    }
}
