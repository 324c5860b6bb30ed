package dev.tavilypipeline.analytics.kpi;

/**
 * A column of a KPI query as its header declares it.
 *
 * @param unit such as {@code ms}; {@code name} for what is no figure
 * @param better whether {@code up} or {@code down} is good news, or {@code none}
 * @param definition what exactly it is, so that it can be computed by another
 */
record KpiColumn(String name, String unit, String better, String title, String definition) {

    KpiColumn {
        if (!better.equals("up") && !better.equals("down") && !better.equals("none")) {
            throw new IllegalArgumentException("column " + name + ": better must be up, down or none");
        }
    }

    KpiColumn withMore(String words) {
        return new KpiColumn(name, unit, better, title, definition.isEmpty() ? words : definition + " " + words);
    }
}
