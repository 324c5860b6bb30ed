package dev.tavilypipeline.analytics.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query of {@code sql/kpis/}, written for DuckDB and Snowflake alike:
 * <ul>
 * <li>{@code :name} is a parameter, and becomes as many question marks as it has values; {@code :segments} has four values a
 * row of {@code VALUES}.</li>
 * <li>A line that ends in {@code -- if a, b} is left out unless one of these parameters is given, one that ends in
 * {@code -- unless a, b} if one is.</li>
 * <li>{@code {granularity}} is the unit of {@code DATE_TRUNC}, one of our own constants.</li>
 * </ul>
 * The common table expressions of {@code common/repriced.sql}, if {@code repriced} is given, and of
 * {@code common/in_window.sql} stand in front of the query's own.
 */
public final class NamedQuery {

    private static final Pattern CONDITION = Pattern.compile("^(.*?)\\s*-- (if|unless) ([a-z_, ]+)$");
    /** A literal, which is passed over, or a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|(?<!:):([a-z_]+)");
    private static final String SEGMENTS = "segments";
    private static final int VALUES_A_SEGMENT = 4;

    private static final SqlScript COMMON = common();

    private final String name;
    private final QueryHeader header;
    private final List<Line> lines;

    private NamedQuery(String name, QueryHeader header, List<String> lines) {
        this.name = name;
        this.header = header;
        this.lines = lines.stream().map(Line::of).toList();
    }

    /**
     * @param parameters empty: the line always belongs to the query
     * @param ifGiven whether it belongs to the query if one of them is given, or if none is
     */
    private record Line(String text, List<String> parameters, boolean ifGiven) {

        static Line of(String line) {
            Matcher condition = CONDITION.matcher(line);
            return condition.matches()
                    ? new Line(condition.group(1), List.of(condition.group(3).split(", ", -1)), condition.group(2).equals("if"))
                    : new Line(line, List.of(), false);
        }

        boolean isChosen(Parameters given) {
            return parameters.stream().anyMatch(parameter -> !given.values(parameter).isEmpty()) == ifGiven;
        }
    }

    /** With the common table expressions. */
    public static NamedQuery packaged(String name) {
        return of(name, SqlScript.of("kpis/" + name + ".sql"), COMMON);
    }

    /** What stands in front of all queries; the first part only where the parameter {@code repriced} is given. */
    private static SqlScript common() {
        return new SqlScript(Stream.concat(
                SqlScript.of("kpis/common/repriced.sql").withoutComments().lines().map(line -> line + " -- if repriced"),
                SqlScript.of("kpis/common/in_window.sql").text().lines()).collect(Collectors.joining("\n")));
    }

    /** Without them. */
    public static NamedQuery plain(String name) {
        SqlScript script = SqlScript.of("kpis/" + name + ".sql");
        return new NamedQuery(name, QueryHeader.parse(script.text()), lines(script));
    }

    static NamedQuery of(String name, SqlScript script, SqlScript common) {
        List<String> own = lines(script);
        boolean hasTables = own.get(0).startsWith("WITH ");
        Stream<String> rest = hasTables ? Stream.concat(Stream.of(", " + own.get(0).substring("WITH ".length())),
                own.stream().skip(1)) : own.stream();
        return new NamedQuery(name, QueryHeader.parse(script.text()),
                Stream.of(Stream.of("WITH"), lines(common).stream(), rest).flatMap(each -> each).toList());
    }

    /** Comments fall out, conditions stay. */
    private static List<String> lines(SqlScript script) {
        return script.text().lines().filter(line -> !line.isBlank() && !line.startsWith("--")).toList();
    }

    public String name() {
        return name;
    }

    public QueryHeader header() {
        return header;
    }

    /**
     * @param granularity the unit of {@code DATE_TRUNC}
     * @throws IllegalArgumentException if the query needs a parameter that has no value
     */
    public BoundQuery bind(Parameters parameters, String granularity) {
        String text = lines.stream().filter(line -> line.isChosen(parameters)).map(Line::text)
                .collect(Collectors.joining("\n")).replace("{granularity}", granularity);
        List<String> values = new ArrayList<>();
        String sql = PARAMETER.matcher(text).replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
            }
            List<String> given = parameters.values(found.group(1));
            if (given.isEmpty()) {
                throw new IllegalArgumentException("query " + name + " needs parameter " + found.group(1));
            }
            values.addAll(given);
            return found.group(1).equals(SEGMENTS) ? rows(given.size() / VALUES_A_SEGMENT) : marks(given.size());
        });
        return new BoundQuery(name, sql, List.copyOf(values));
    }

    private static String rows(int count) {
        return String.join(", ", Collections.nCopies(count, "(" + marks(VALUES_A_SEGMENT) + ")"));
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
