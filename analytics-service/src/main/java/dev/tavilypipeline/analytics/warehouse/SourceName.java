package dev.tavilypipeline.analytics.warehouse;

import java.util.Locale;

/** The warehouses there are. */
public enum SourceName {

    SNOWFLAKE,
    DUCKDB,
    MONGODB;

    /** As it is written in settings, answers and logs. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
