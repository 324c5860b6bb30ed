package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.time.Duration;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.warehouse.WindowTooLargeException;
import dev.tavilypipeline.analytics.window.Window;

/**
 * What one query may take. One that takes more is no failure of DuckDB, which answers others.
 *
 * @param memory of DuckDB, such as {@code 128MB}
 */
public record QueryLimits(Duration time, String memory) {

    private static final Logger LOG = Logger.getLogger(QueryLimits.class);

    /** As DuckDB 2.0 begins its message. */
    private static final String CANCELLED = "INTERRUPT";

    public boolean areExceeded(SQLException failure) {
        return isCancelled(failure) || isOutOfMemory(failure);
    }

    public WindowTooLargeException tooLarge(Window requested, SQLException failure) {
        String limit = isCancelled(failure) ? time.toSeconds() + " s" : memory;
        LOG.warnf("query stopped at a limit from=%s to=%s limit=\"%s\"", requested.from(), requested.to(), limit);
        return WindowTooLargeException.overLimit(requested, limit);
    }

    /** Whether DuckDB needed more memory, or more temporary files, than it may use. */
    static boolean isOutOfMemory(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("Out of Memory");
    }

    private static boolean isCancelled(SQLException failure) {
        return String.valueOf(failure.getMessage()).startsWith(CANCELLED);
    }
}
