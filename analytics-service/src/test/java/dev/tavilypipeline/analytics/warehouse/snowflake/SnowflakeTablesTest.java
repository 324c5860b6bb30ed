package dev.tavilypipeline.analytics.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunStepRow;

class SnowflakeTablesTest {

    private static final String TASKS = "optional/tables_by_task.sql";
    private static final Pattern COLUMN = Pattern.compile("(?m)^ +(\\S.*) AS (\\w+),?$");
    private static final Pattern CHECKED = Pattern
            .compile("IFF\\((\\w+) IS NULL( AND row_data:\\1::VARCHAR IS NOT NULL)?, '\\1 ', ''\\)");

    /** Columns that no object has, and the names that they are derived from. */
    private static final Map<String, Map<String, String>> DERIVED = Map.of("agent_runs",
            new TreeMap<>(Map.of("company_key", "company_name", "query_key", "query")));

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("agent_runs", "runs", "run_id", AgentRunRow.class),
                Arguments.of("run_steps", "steps", "step_id", RunStepRow.class),
                Arguments.of("api_calls", "calls", "call_id", ApiCallRow.class));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldTypeEveryColumnOfTheContractInItsOrder(String table, String landing, String key, Class<?> row) {
        assertThat(columns(SnowflakeSql.query(table))).containsExactlyEntriesOf(withDerived(table, row));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldKeepTheNewestWholeRowOfEachKey(String table, String landing, String key, Class<?> row) {
        assertThat(SnowflakeSql.query(table)).containsIgnoringWhitespaces("FROM LANDING." + landing
                + ") SELECT * FROM typed WHERE " + checkedColumns(row).entrySet().stream().filter(Map.Entry::getValue)
                        .map(column -> column.getKey() + " IS NOT NULL").collect(Collectors.joining(" AND "))
                + " QUALIFY ROW_NUMBER() OVER (PARTITION BY " + key + " ORDER BY revision DESC NULLS LAST,"
                + " projection_version DESC NULLS LAST, emitted_at DESC NULLS LAST) = 1");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldShowEachRowWhoseValuesAreNotTyped(String table, String landing, String key, Class<?> row) {
        String view = SnowflakeSql.query("untyped_rows");
        String typed = between(view, "typed_" + landing + " AS (", "FROM LANDING." + landing);
        String checked = between(view, "'" + table + "' AS table_name", "FROM typed_" + landing);

        assertThat(columns(typed)).containsExactlyEntriesOf(expectedColumns(row));
        assertThat(CHECKED.matcher(checked).results().collect(Collectors.toMap(check -> check.group(1),
                check -> check.group(2) == null))).isEqualTo(checkedColumns(row));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldMergeTheSameByTask(String table, String landing, String key, Class<?> row) {
        String task = SnowflakeSql.statements(TASKS).stream()
                .filter(each -> each.contains("MERGE INTO " + table + " t USING ("))
                .findFirst().orElseThrow();
        String created = SnowflakeSql.statements(TASKS).stream()
                .filter(each -> each.startsWith("CREATE TABLE IF NOT EXISTS " + table + " (")).findFirst().orElseThrow();
        String query = SnowflakeSql.query(table).replace("LANDING." + landing, "LANDING." + landing + "_stream");
        List<String> names = List.copyOf(withDerived(table, row).keySet());

        assertThat(task).containsIgnoringWhitespaces("USING (" + query + ") s ON t." + key + " = s." + key)
                .containsIgnoringWhitespaces("UPDATE SET " + names.stream().filter(name -> !name.equals(key))
                        .map(name -> name + " = s." + name).collect(Collectors.joining(", ")) + " WHEN NOT MATCHED")
                .containsIgnoringWhitespaces("INSERT (" + String.join(", ", names) + ") VALUES ("
                        + names.stream().map(name -> "s." + name).collect(Collectors.joining(", ")) + ")");
        assertThat(Arrays.stream(between(created, "(\n", "\n)").split(",\n", -1)).map(line -> line.strip().split(" ", 2)[0]))
                .containsExactlyElementsOf(names);
    }

    /** Column to the expression that it is computed by. */
    private static Map<String, String> columns(String query) {
        Map<String, String> columns = new LinkedHashMap<>();
        Matcher column = COLUMN.matcher(query.substring(query.indexOf("SELECT\n")));
        while (column.find()) {
            columns.put(column.group(2), column.group(1));
        }
        return columns;
    }

    private static Map<String, String> expectedColumns(Class<?> row) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (RecordComponent part : row.getRecordComponents()) {
            String name = property(part).value();
            columns.put(name, expression("row_data:" + name + "::VARCHAR", type(part)));
        }
        return columns;
    }

    private static Map<String, String> withDerived(String table, Class<?> row) {
        Map<String, String> columns = expectedColumns(row);
        DERIVED.getOrDefault(table, Map.of())
                .forEach((key, name) -> columns.put(key, "name_key(row_data:" + name + "::VARCHAR)"));
        return columns;
    }

    private static String expression(String text, String type) {
        return switch (type) {
            case "VARCHAR" -> text;
            case "DATETIME" -> "TRY_CAST(IFF(" + text + " LIKE '%Z', " + text + ", NULL) AS DATETIME)";
            default -> "TRY_CAST(" + text + " AS " + type + ")";
        };
    }

    /** Column to whether it is required; a text that may be missing is never wrong. */
    private static Map<String, Boolean> checkedColumns(Class<?> row) {
        return Arrays.stream(row.getRecordComponents())
                .filter(part -> property(part).required() || !type(part).equals("VARCHAR"))
                .collect(Collectors.toMap(part -> property(part).value(), part -> property(part).required(), (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static String type(RecordComponent part) {
        Class<?> type = part.getType();
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "INTEGER";
        }
        if (type == double.class || type == Double.class) {
            return "DOUBLE";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "BOOLEAN";
        }
        return type == BigDecimal.class ? "DECIMAL(18, 8)" : type == Instant.class ? "DATETIME" : "VARCHAR";
    }

    private static JsonProperty property(RecordComponent part) {
        return part.getAccessor().getAnnotation(JsonProperty.class);
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }
}
