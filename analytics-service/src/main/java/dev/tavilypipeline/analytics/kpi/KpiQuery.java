package dev.tavilypipeline.analytics.kpi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tavilypipeline.analytics.warehouse.SqlScript;

/**
 * A query of {@code sql/kpis/} with its named parameters turned into question marks, which all drivers know.
 *
 * @param name the file's, without {@code .sql}
 * @param binds the parameters in the order of the question marks, a name as often as it is used
 */
record KpiQuery(String name, KpiHeader header, String sql, List<String> binds) {

    /** A literal, which is passed over, or a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|:([a-z_]+)");

    static KpiQuery packaged(String name) {
        return of(name, SqlScript.of("kpis/" + name + ".sql"));
    }

    static KpiQuery of(String name, SqlScript script) {
        List<String> binds = new ArrayList<>();
        Matcher parameters = PARAMETER.matcher(script.withoutComments());
        String sql = parameters.replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
            }
            binds.add(found.group(1));
            return "?";
        });
        return new KpiQuery(name, KpiHeader.parse(script.text()), sql, List.copyOf(binds));
    }
}
