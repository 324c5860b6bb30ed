package dev.tavilypipeline.analytics.sql;

/**
 * A column of a query as the header declares it.
 *
 * @param unit such as {@code ms}; {@code name} for what is no figure
 * @param better whether {@code up} or {@code down} is good news, or {@code none}
 * @param definition what exactly it is, so that it can be computed by another
 */
public record QueryColumn(String name, String unit, String better, String title, String definition) {

    public QueryColumn {
        if (!better.equals("up") && !better.equals("down") && !better.equals("none")) {
            throw new IllegalArgumentException("column " + name + ": better must be up, down or none");
        }
    }

    QueryColumn withMore(String words) {
        return new QueryColumn(name, unit, better, title, definition.isEmpty() ? words : definition + " " + words);
    }
}
