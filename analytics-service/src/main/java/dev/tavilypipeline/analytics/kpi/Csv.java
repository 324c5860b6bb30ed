package dev.tavilypipeline.analytics.kpi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of an answer as CSV (RFC 4180): a line of column names, then the rows. The figures of a group are one line a window:
 * {@code window} is {@code current} or {@code previous}. Text that a spreadsheet would take for a formula begins with an
 * apostrophe (OWASP, CSV injection).
 */
final class Csv {

    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cf}]*[=+\\-@\\t\\r＝＋－＠].*", Pattern.DOTALL);
    private static final String PREVIOUS = "previous";
    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");

    private Csv() {
    }

    /** @param table a list or the figures of the answer, which has it; empty for its first table */
    static byte[] of(Record answer, String table) {
        RecordComponent chosen = Arrays.stream(answer.getClass().getRecordComponents()).filter(Csv::isTable)
                .filter(component -> table.isEmpty() || RowMapper.columnOf(component).equals(table)).findFirst().orElseThrow();
        Object value = value(answer, chosen);
        List<String> lines = value instanceof List<?> rows ? list(rowType(chosen), rows)
                : figures((Record) value, previous(answer, chosen));
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isTable(RecordComponent component) {
        return component.getType() == List.class
                || (component.getType().isRecord() && component.getType() != Meta.class
                        && !component.getName().equals(PREVIOUS));
    }

    private static List<String> list(Class<?> type, List<?> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(line(Arrays.stream(type.getRecordComponents()).map(RowMapper::columnOf)));
        rows.forEach(row -> lines.add(line(cells((Record) row))));
        return lines;
    }

    private static List<String> figures(Record current, Record previous) {
        List<String> lines = new ArrayList<>();
        lines.add(line(Stream.concat(Stream.of("window"),
                Arrays.stream(current.getClass().getRecordComponents()).map(RowMapper::columnOf))));
        lines.add(line(Stream.concat(Stream.of("current"), cells(current))));
        if (previous != null) {
            lines.add(line(Stream.concat(Stream.of(PREVIOUS), cells(previous))));
        }
        return lines;
    }

    /** The summary has the previous figures of all groups together, a group only its own. */
    private static Record previous(Record answer, RecordComponent chosen) {
        Record previous = Arrays.stream(answer.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(PREVIOUS))
                .findFirst().map(component -> (Record) value(answer, component)).orElse(null);
        if (previous == null || previous.getClass() == chosen.getType()) {
            return previous;
        }
        return Arrays.stream(previous.getClass().getRecordComponents())
                .filter(component -> component.getType() == chosen.getType())
                .findFirst().map(component -> (Record) value(previous, component)).orElse(null);
    }

    private static Class<?> rowType(RecordComponent list) {
        return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    }

    private static Stream<String> cells(Record row) {
        return Arrays.stream(row.getClass().getRecordComponents()).map(component -> cell(value(row, component)));
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal exact) {
            return exact.toPlainString();
        }
        if (!(value instanceof String text)) {
            return value.toString();
        }
        String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
        return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static Object value(Record of, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
