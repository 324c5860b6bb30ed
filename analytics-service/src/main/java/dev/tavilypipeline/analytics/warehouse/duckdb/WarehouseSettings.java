package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.nio.file.Path;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.warehouse")
interface WarehouseSettings {

    /** The DuckDB file; what does not fit into memory is spilled beside it. */
    Path file();

    /** How much DuckDB may keep in memory, such as {@code 128MB}. */
    String memory();

    int threads();
}
