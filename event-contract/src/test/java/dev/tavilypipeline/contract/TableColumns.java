package dev.tavilypipeline.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The columns of the three tables as each place of the project names them: by table, in its order. */
final class TableColumns {

    static final Map<String, Class<?>> ROWS = Map.of("agent_runs", AgentRunRow.class, "run_steps", RunStepRow.class,
            "api_calls", ApiCallRow.class);

    /** What warehouses derive from the rows; docs/data_model_erd.md defines it. */
    private static final Set<String> DERIVED = Set.of("company_key", "query_key");

    static final Path ROOT = Path.of("..");

    private static final Pattern CREATE_TABLE = Pattern.compile(
            "(?i)\\bCREATE\\b[\\w\\s]*\\bTABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?\\S*?(\\w+)\\s*(\\(|\\s)([^;]*)");
    private static final Pattern ALIAS = Pattern.compile("(?i)\\bAS\\s+(\\w+)\\s*(?=,|\\bFROM\\b)");
    private static final Pattern DOT_CELLS = Pattern.compile(
            "PORT=\"(\\w+)_l\".*?ALIGN=\"LEFT\">(<I>)?.*?PORT=\"\\1\"><FONT COLOR=\"#444444\">([^<]+)<");

    private TableColumns() {
    }

    /** @param type in capitals; null where the place has none, as of {@code nullable} */
    record Column(String name, String type, Boolean nullable) {
    }

    static Map<String, List<Column>> ofRecords() {
        return each(table -> Stream.of(ROWS.get(table).getRecordComponents())
                .map(part -> part.getAccessor().getAnnotation(JsonProperty.class))
                .map(property -> new Column(property.value(), null, !property.required())).toList());
    }

    static Map<String, List<Column>> ofSchemas() {
        return each(table -> {
            JsonNode schema = json(ContractSchemas.fileOf(ROWS.get(table)));
            List<String> required = new ArrayList<>();
            schema.get("required").forEach(name -> required.add(name.textValue()));
            List<Column> columns = new ArrayList<>();
            schema.get("properties").fieldNames()
                    .forEachRemaining(name -> columns.add(new Column(name, null, !required.contains(name))));
            return columns;
        });
    }

    /** @param folder of SQL files that create the tables, by a list of columns or as a query whose columns have aliases */
    static Map<String, List<Column>> ofDdl(Path folder) {
        Map<String, List<Column>> tables = new TreeMap<>();
        for (Path file : files(folder)) {
            String sql = text(file).replaceAll("--[^\n]*", "");
            CREATE_TABLE.matcher(sql).results().filter(create -> ROWS.containsKey(create.group(1).toLowerCase(Locale.ROOT)))
                    .forEach(create -> tables.put(create.group(1).toLowerCase(Locale.ROOT),
                            delivered(create.group(2).equals("(") ? declared(create.group(3)) : selected(create.group(3)))));
        }
        return tables;
    }

    private static List<Column> delivered(List<Column> all) {
        return all.stream().filter(column -> !DERIVED.contains(column.name())).toList();
    }

    private static List<Column> declared(String fromParenthesis) {
        List<Column> columns = new ArrayList<>();
        int depth = 1;
        int start = 0;
        for (int i = 0; depth > 0; i++) {
            char c = fromParenthesis.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 || (depth == 1 && c == ',')) {
                String[] words = fromParenthesis.substring(start, i).strip().split("\\s+", 2);
                String type = words[1].replaceFirst("(?i)\\s+NOT\\s+NULL.*", "").toUpperCase(Locale.ROOT);
                columns.add(new Column(words[0].toLowerCase(Locale.ROOT), type, type.length() == words[1].length()));
                start = i + 1;
            }
        }
        return columns;
    }

    private static List<Column> selected(String query) {
        return ALIAS.matcher(query).results()
                .map(alias -> new Column(alias.group(1).toLowerCase(Locale.ROOT), null, null)).toList();
    }

    /** The tables of {@code docs/data_model_erd.md}. A row of them may name several columns. */
    static Map<String, List<Column>> ofDataModel() {
        String page = text(ROOT.resolve("docs/data_model_erd.md"));
        return each(table -> section(page, "\n## " + table + "\n", "\n## ").lines().filter(line -> line.startsWith("| `"))
                .flatMap(line -> {
                    String[] cells = line.split("\\|", -1);
                    return Pattern.compile("`(\\w+)`").matcher(cells[1]).results()
                            .map(name -> new Column(name.group(1), null, cells[3].strip().equals("yes")));
                }).toList());
    }

    /** The entities of the diagram in {@code README.md}. */
    static Map<String, List<Column>> ofReadme() {
        String page = section(text(ROOT.resolve("README.md")), "\nerDiagram\n", "```");
        return each(table -> section(page, "  " + table + " {\n", "}").lines().map(line -> line.strip().split(" "))
                .filter(words -> words.length > 1)
                .map(words -> new Column(words[1], words[0].toUpperCase(Locale.ROOT), null)).toList());
    }

    /** The nodes of the picture's source. */
    static Map<String, List<Column>> ofDot() {
        String dot = text(ROOT.resolve("docs/erd_tavily_agent_pipeline.dot"));
        return each(table -> DOT_CELLS.matcher(section(dot, "  " + table + " [label=", "</TABLE>")).results()
                .map(cells -> new Column(cells.group(1), cells.group(3), cells.group(2) != null)).toList());
    }

    /** All texts of the picture. */
    static List<String> textsOfSvg() {
        Matcher texts = Pattern.compile(">([^<>\n]+)</text>").matcher(text(ROOT.resolve("docs/erd_tavily_agent_pipeline.svg")));
        return texts.results().map((MatchResult text) -> text.group(1)).toList();
    }

    private static Map<String, List<Column>> each(Function<String, List<Column>> columns) {
        Map<String, List<Column>> tables = new TreeMap<>();
        ROWS.keySet().forEach(table -> tables.put(table, columns.apply(table)));
        return tables;
    }

    private static String section(String text, String from, String to) {
        int start = text.indexOf(from);
        if (start < 0) {
            throw new AssertionError("nothing begins with " + from.strip());
        }
        int end = text.indexOf(to, start + from.length());
        return text.substring(start + from.length(), end < 0 ? text.length() : end);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
