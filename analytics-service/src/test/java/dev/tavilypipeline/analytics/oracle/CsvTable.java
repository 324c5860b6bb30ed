package dev.tavilypipeline.analytics.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lines and cells of a CSV (RFC 4180), the names of the columns in the first. */
record CsvTable(List<List<String>> lines) {

    static CsvTable parse(String csv) {
        List<List<String>> lines = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (isQuoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append(csv.charAt(++i));
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (isQuoted || (c != ',' && c != '\r')) {
                cell.append(c);
            } else {
                lines.get(lines.size() - 1).add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    assertThat(csv.charAt(++i)).isEqualTo('\n');
                    lines.add(new ArrayList<>());
                }
            }
        }
        assertThat(isQuoted || !cell.isEmpty() || !lines.remove(lines.size() - 1).isEmpty()).as("cut off: %s", csv).isFalse();
        return new CsvTable(lines);
    }

    void assertSame(String what, Map<String, Object> answer, String table) {
        List<Map<String, Object>> expected = rows(answer, table);
        assertThat(lines).as(what).hasSize(1 + expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(lines.get(0)).as(what).isEqualTo(List.copyOf(expected.get(i).keySet()));
            List<Object> cells = expected.get(i).values().stream().map(CsvTable::cell).toList();
            Figures.assertSame(what + " line " + i, lines.get(1 + i), cells);
        }
    }

    /** Figures have a line a window. */
    private static List<Map<String, Object>> rows(Map<String, Object> answer, String table) {
        if (answer.get(table) instanceof List<?> list) {
            return list.stream().map(CsvTable::row).toList();
        }
        Map<String, Object> previous = answer.get("previous") == null ? null : row(answer.get("previous"));
        if (previous != null && previous.containsKey(table)) {
            previous = row(previous.get(table));
        }
        return Stream.of(ofWindow("current", row(answer.get(table))), ofWindow("previous", previous))
                .filter(row -> row.size() > 1).toList();
    }

    private static Map<String, Object> ofWindow(String window, Map<String, Object> figures) {
        Map<String, Object> row = OracleMath.row("window", window);
        if (figures != null) {
            row.putAll(figures);
        }
        return row;
    }

    private static Map<String, Object> row(Object of) {
        Map<String, Object> row = new LinkedHashMap<>();
        ((Map<?, ?>) of).forEach((name, value) -> row.put((String) name, value));
        return row;
    }

    /** A spreadsheet must not take a text for a formula. */
    private static Object cell(Object value) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            return value;
        }
        String bare = text.replaceFirst("^[\\s\\p{Cf}]+", "");
        String before = text.substring(0, text.length() - bare.length());
        boolean isFormula = (!bare.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(bare.charAt(0)) >= 0)
                || before.contains("\t") || before.contains("\r");
        return isFormula ? "'" + text : text;
    }
}
