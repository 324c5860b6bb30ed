package dev.tavilypipeline.cli.snowflake;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tavilypipeline.cli.terminal.FailedException;

/**
 * The section {@code env} of {@code sql/snowflake/snowflake.yml}, as Snowflake CLI reads it: a variable of the environment
 * overrides the value of the same name.
 */
record SetupSettings(Map<String, String> values) {

    private static final Pattern LINE = Pattern
            .compile("  (\\w+): *(?:\"([^\"]*)\"|'([^']*)'|([^\\s#\"'][^#]*?))?\\s*(?:#.*)?");

    /** @throws FailedException names the line that is no {@code name: value} */
    static SetupSettings read(Path file, Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines = SetupScript.text(file).lines().toList();
        int first = lines.indexOf("env:") + 1;
        if (first == 0) {
            throw new FailedException(file + " has no section 'env:'.");
        }
        for (int i = first; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#")) {
                Matcher setting = LINE.matcher(lines.get(i));
                if (!setting.matches()) {
                    throw new FailedException("line " + (i + 1) + " of " + file + " is not '  name: value': correct it.");
                }
                values.put(setting.group(1), environment.getOrDefault(setting.group(1), value(setting)));
            }
        }
        return new SetupSettings(values);
    }

    private static String value(Matcher setting) {
        for (int group = 2; group <= 4; group++) {
            if (setting.group(group) != null) {
                return setting.group(group);
            }
        }
        return "";
    }
}
