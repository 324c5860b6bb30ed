package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.nio.file.Path;
import java.time.Duration;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.warehouse")
interface DuckDbSettings {

    /** The DuckDB file; what does not fit into memory is spilled beside it. */
    Path file();

    /** How much DuckDB may keep in memory, such as {@code 128MB}. */
    String memory();

    int threads();

    /** How much of what does not fit into memory may be kept in files, such as {@code 4GB}; a query that needs more fails. */
    String spill();

    /** After which a statement is cancelled; the answer is then 422, which asks for a shorter window. */
    @Allowed(from = "1s", to = "10m")
    Duration queryLimit();
}
