package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.JdbcRows;
import dev.tavilypipeline.analytics.warehouse.SourceName;
import dev.tavilypipeline.analytics.warehouse.Warehouse;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.warehouse.WindowTooLargeException;
import dev.tavilypipeline.analytics.window.Window;
import net.snowflake.client.api.statement.SnowflakeStatement;

/**
 * Snowflake, which Snowpipe loads. Queries carry the tag {@code tavily-data-pipeline/<name>}, so that the account's history
 * tells
 * what each KPI costs.
 * <p>
 * A login takes no longer than {@link SnowflakePool#LOGIN_TIMEOUT}, a query no longer than the configured time, in which a
 * suspended warehouse also resumes. Each query sees what was committed when it began: two queries of one request may differ
 * by what was loaded between them.
 */
public final class SnowflakeWarehouse implements Warehouse, AutoCloseable {

    static final String QUERY_TAG = "tavily-data-pipeline";

    /** Codes of Snowflake for a statement that it has cancelled, and for one that reached STATEMENT_TIMEOUT_IN_SECONDS. */
    private static final int STATEMENT_CANCELLED = 604;
    private static final int STATEMENT_TIMEOUT = 630;
    private static final Duration STATE_KEPT_FOR = Duration.ofSeconds(5);
    /** Snowflake answers it from its catalogue: the virtual warehouse does not have to run. */
    private static final BoundQuery STATE = new BoundQuery("state", """
            SELECT COUNT(*) AS row_count, MAX(emitted_at) AS newest_emitted_at FROM agent_runs
            UNION ALL SELECT COUNT(*), MAX(emitted_at) FROM run_steps
            UNION ALL SELECT COUNT(*), MAX(emitted_at) FROM api_calls""", List.of());

    private static final Logger LOG = Logger.getLogger(SnowflakeWarehouse.class);

    private final SnowflakePool pool;
    private final Duration limit;
    private final LoadingCache<String, WarehouseState> state = Caffeine.newBuilder().expireAfterWrite(STATE_KEPT_FOR)
            .build(unused -> readState());

    /** Connects when it is asked first. */
    public SnowflakeWarehouse(SnowflakeSettings settings) {
        this.pool = new SnowflakePool(settings);
        this.limit = settings.timeout();
        LOG.infof("warehouse is snowflake url=%s database=%s schema=%s login=\"%s\"", SnowflakePool.url(settings),
                settings.database().orElse(""), settings.schema().orElse(""), SnowflakeLogin.of(settings));
    }

    @Override
    public String name() {
        return SourceName.SNOWFLAKE.text();
    }

    @Override
    public boolean isBilled() {
        return true;
    }

    /** At most {@link #STATE_KEPT_FOR} old. */
    @Override
    public WarehouseState state() {
        return state.get("");
    }

    private WarehouseState readState() {
        List<Map<String, Object>> tables = read(null, snapshot -> snapshot.query(STATE));
        String version = tables.stream().map(table -> table.get("row_count") + "@" + table.get("newest_emitted_at")).sorted()
                .collect(Collectors.joining(","));
        Instant newest = tables.stream().map(table -> (Instant) table.get("newest_emitted_at")).filter(Objects::nonNull)
                .max(Instant::compareTo).orElse(null);
        return new WarehouseState(version, newest, List.of());
    }

    @Override
    public <T> T read(Window requested, Work<T> work) {
        try (Connection session = pool.borrow()) {
            return work.on(query -> query(session, query));
        } catch (SQLException e) {
            if (requested != null && isStopped(e)) {
                LOG.warnf("query stopped at the limit from=%s to=%s limit=%s", requested.from(), requested.to(), limit);
                throw WindowTooLargeException.overLimit(requested, limit.toSeconds() + " s");
            }
            pool.closeIdle();
            throw new WarehouseException(e);
        }
    }

    /** Whether Snowflake has ended the query at its time limit, which is no failure of Snowflake: it answers others. */
    static boolean isStopped(SQLException failure) {
        return failure.getErrorCode() == STATEMENT_TIMEOUT || failure.getErrorCode() == STATEMENT_CANCELLED;
    }

    private List<Map<String, Object>> query(Connection session, BoundQuery query) throws SQLException {
        return JdbcRows.query(session, query, limit, statement -> tag(statement, query.name()),
                JdbcRows::byCalendar);
    }

    private static void tag(PreparedStatement statement, String query) throws SQLException {
        statement.unwrap(SnowflakeStatement.class).setParameter("QUERY_TAG", QUERY_TAG + "/" + query);
    }

    @Override
    public void close() {
        pool.close();
    }
}
