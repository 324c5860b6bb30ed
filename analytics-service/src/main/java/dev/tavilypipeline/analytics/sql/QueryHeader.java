package dev.tavilypipeline.analytics.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The comment at the head of a query, its only description: catalogue and OpenAPI document are made from it.
 *
 * <pre>
 * -- Question: Do the runs end well?
 * -- Columns: name | unit | better | title, and below it what exactly it is
 * --   success_ratio | ratio | up | Success ratio
 * --     success / (success + …), over any number of lines
 * </pre>
 */
public record QueryHeader(String question, List<QueryColumn> columns) {

    private static final String QUESTION = "-- Question: ";
    private static final String DEFINITION = "--     ";
    private static final String COLUMN = "--   ";

    static QueryHeader parse(String sql) {
        String question = sql.lines().filter(line -> line.startsWith(QUESTION))
                .map(line -> line.substring(QUESTION.length())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the header has no line '" + QUESTION + "'"));
        List<QueryColumn> columns = new ArrayList<>();
        sql.lines().takeWhile(line -> line.startsWith("--")).forEach(line -> {
            if (line.startsWith(DEFINITION)) {
                int last = columns.size() - 1;
                columns.set(last, columns.get(last).withMore(line.substring(DEFINITION.length())));
            } else if (line.startsWith(COLUMN)) {
                columns.add(column(line.substring(COLUMN.length())));
            }
        });
        return new QueryHeader(question, List.copyOf(columns));
    }

    private static QueryColumn column(String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not 'name | unit | better | title': " + line);
        }
        return new QueryColumn(parts[0], parts[1], parts[2], parts[3], "");
    }
}
