package dev.tavilypipeline.bench.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the metrics in a PromQL expression: what is left without texts, labels, functions and operators. */
final class MetricNames {

    private static final Pattern NO_METRICS = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\$\\w+"
            + "|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)|\\b\\d\\w*");
    private static final Pattern NAME = Pattern.compile("\\b([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool", "sum", "min", "max", "count",
            "avg", "on", "group_left");

    private MetricNames() {
    }

    static Set<String> of(String expression) {
        String rest = expression;
        for (String before = ""; !before.equals(rest);) {
            before = rest;
            rest = NO_METRICS.matcher(rest).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(rest);
        while (name.find()) {
            if (!OPERATORS.contains(name.group(1))) {
                names.add(name.group(1));
            }
        }
        return names;
    }
}
