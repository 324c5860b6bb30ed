package dev.tavilypipeline.cli.snowflake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a script can be run with these settings. Each problem is a sentence that says what to do. */
final class SetupCheck {

    private static final List<List<String>> DISTINCT = List.of(List.of("owner_role", "loader_role", "reader_role"),
            List.of("schema", "landing_schema"));

    private SetupCheck() {
    }

    static List<String> problems(SetupScript script, SetupSettings settings) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = settings.values();
        values.forEach((name, value) -> {
            SettingRule rule = SettingRule.of(name);
            if (!rule.allows(value)) {
                // the value is not shown: a private key may have been put there
                problems.add(name + (value.isEmpty() || value.equals("CHANGEME") ? " is not set" : " has a wrong value")
                        + ": set it to " + rule.meaning() + ".");
            }
        });
        DISTINCT.forEach(names -> {
            List<String> given = names.stream().filter(values::containsKey)
                    .map(name -> values.get(name).toUpperCase(Locale.ROOT)).toList();
            if (new HashSet<>(given).size() < given.size()) {
                problems.add(String.join(", ", names) + ": give each a name of its own.");
            }
        });
        script.placeholders().stream().filter(name -> !values.containsKey(name))
                .forEach(name -> problems.add(name + " is used by the SQL and is not in the settings: add it."));
        if (script.isMalformed()) {
            problems.add("the SQL has a placeholder that is not written <% ctx.env.NAME %>, or a command other than"
                    + " '!source FILE;': correct it.");
        }
        return problems;
    }
}
