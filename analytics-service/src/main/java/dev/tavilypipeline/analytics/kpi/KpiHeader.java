package dev.tavilypipeline.analytics.kpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The comment at the head of a KPI's SQL, which is its one description: the catalogue is made from it.
 *
 * <pre>
 * -- Question: Do the runs end well?
 * -- Parameters: from, to, simulated
 * -- Columns: name | unit | better | title, and below it what exactly it is
 * --   success_ratio | ratio | up | Success ratio
 * --     success / (success + …), over any number of lines
 * </pre>
 */
record KpiHeader(String question, List<String> parameters, List<KpiColumn> columns) {

    private static final String QUESTION = "-- Question: ";
    private static final String PARAMETERS = "-- Parameters: ";
    private static final String DEFINITION = "--     ";
    private static final String COLUMN = "--   ";

    static KpiHeader parse(String sql) {
        String question = after(QUESTION, sql);
        List<String> parameters = Arrays.asList(after(PARAMETERS, sql).split(", ", -1));
        List<KpiColumn> columns = new ArrayList<>();
        sql.lines().takeWhile(line -> line.startsWith("--")).forEach(line -> {
            if (line.startsWith(DEFINITION)) {
                int last = columns.size() - 1;
                columns.set(last, columns.get(last).withMore(line.substring(DEFINITION.length())));
            } else if (line.startsWith(COLUMN)) {
                columns.add(column(line.substring(COLUMN.length())));
            }
        });
        return new KpiHeader(question, parameters, List.copyOf(columns));
    }

    private static KpiColumn column(String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not 'name | unit | better | title': " + line);
        }
        return new KpiColumn(parts[0], parts[1], parts[2], parts[3], "");
    }

    private static String after(String mark, String sql) {
        return sql.lines().filter(line -> line.startsWith(mark)).map(line -> line.substring(mark.length())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the header has no line '" + mark + "'"));
    }
}
