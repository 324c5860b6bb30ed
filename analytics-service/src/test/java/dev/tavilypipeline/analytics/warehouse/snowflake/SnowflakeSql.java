package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL that sets up Snowflake, with the settings of {@code snowflake.yml} in the places of its placeholders. */
final class SnowflakeSql {

    static final Path FOLDER = Path.of("..", "sql", "snowflake");

    private static final Pattern SETTING = Pattern.compile("(?m)^  (\\w+): *([^#\\n]*?) *(?:#.*)?$");
    private static final Pattern PLACEHOLDER = Pattern.compile("<% ctx\\.env\\.(\\w+) %>");
    private static final Pattern PART = Pattern.compile("(?s)--[^\\n]*|\\$\\$.*?\\$\\$|'(?:[^']|'')*'|;|[^-$';]+|[-$]");

    private SnowflakeSql() {
    }

    /** Files of the folder and its sub-folders in order, such as {@code 08_tables.sql}. */
    static List<String> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.map(FOLDER::relativize).map(file -> file.toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".sql")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it stands. */
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        Matcher setting = SETTING.matcher(text("snowflake.yml"));
        while (setting.find()) {
            settings.put(setting.group(1), setting.group(2));
        }
        return settings;
    }

    static List<String> placeholders(String file) {
        return PLACEHOLDER.matcher(text(file)).results().map(found -> found.group(1)).distinct().toList();
    }

    /** The statements of a file without comments, each with its settings. */
    static List<String> statements(String file) {
        Map<String, String> settings = settings();
        String sql = PLACEHOLDER.matcher(text(file))
                .replaceAll(found -> Matcher.quoteReplacement(settings.getOrDefault(found.group(1), found.group())));
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher part = PART.matcher(sql);
        while (part.find()) {
            if (part.group().equals(";")) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            } else if (!part.group().startsWith("--")) {
                statement.append(part.group());
            }
        }
        statements.add(statement.toString().strip());
        return statements.stream().filter(each -> !each.isEmpty()).toList();
    }

    static List<String> statements() {
        return files().stream().flatMap(file -> statements(file).stream()).toList();
    }

    /** What the dynamic table or the view of this name selects. */
    static String query(String name) {
        Pattern created = Pattern.compile("(?s)CREATE OR (?:ALTER DYNAMIC TABLE|REPLACE VIEW) " + name + "\\s.*?\\nAS\\n(.*)");
        return statements().stream().map(created::matcher).filter(Matcher::matches).findFirst()
                .orElseThrow(() -> new AssertionError("no table and no view " + name)).group(1);
    }
}
