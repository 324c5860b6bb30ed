package dev.tavilypipeline.analytics.load;

import java.util.stream.Collectors;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;

/** The statement that lets the highest (revision, projection_version, emitted_at) of each key win, in whatever order. */
final class Merge {

    private static final String RANK = "(%1$s.revision, %1$s.projection_version, %1$s.emitted_at)";

    private Merge() {
    }

    static String of(LakeTable table, Columns columns) {
        String update = columns.all().stream()
                .map(column -> column.name() + " = s." + column.name())
                .collect(Collectors.joining(", "));
        return """
                MERGE INTO %1$s AS t
                USING (
                  SELECT * FROM %2$s
                  QUALIFY ROW_NUMBER() OVER (
                    PARTITION BY %3$s ORDER BY revision DESC, projection_version DESC, emitted_at DESC) = 1
                ) AS s ON t.%3$s = s.%3$s
                WHEN MATCHED AND %4$s > %5$s THEN UPDATE SET %6$s
                WHEN NOT MATCHED THEN INSERT (%7$s) VALUES (%8$s)""".formatted(table.table(), Staging.TABLE, table.key(),
                RANK.formatted("s"), RANK.formatted("t"), update, columns.names(""), columns.names("s."));
    }
}
