package dev.tavilypipeline.analytics.warehouse.mongo;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import com.mongodb.MongoException;

import dev.tavilypipeline.analytics.warehouse.SourceName;
import dev.tavilypipeline.analytics.warehouse.Turns;
import dev.tavilypipeline.analytics.warehouse.Warehouse;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.warehouse.WindowTooLargeException;
import dev.tavilypipeline.analytics.warehouse.duckdb.InMemoryTables;
import dev.tavilypipeline.analytics.warehouse.duckdb.QueryLimits;
import dev.tavilypipeline.analytics.window.Window;

/**
 * The runs of a window, read from the collector's MongoDB into a DuckDB in memory, which answers the queries. It has the rows
 * that were emitted for delivery, whether or not they have been delivered.
 * <p>
 * One window is in memory, for {@link #KEPT_FOR}, so that the tiles of a page share it; requests take turns. A window with too
 * many runs is refused.
 */
public final class MongoWarehouse implements Warehouse, AutoCloseable {

    static final Duration KEPT_FOR = Duration.ofSeconds(5);

    private static final int THREADS = 2;

    private final StoredEnvelopes envelopes;
    private final int maxRuns;
    private final QueryLimits limits;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock(true);
    private LoadedWindow loaded;

    /** @param limits of a query; the rows of a window may take no more memory, either */
    public MongoWarehouse(String uri, String database, int maxRuns, QueryLimits limits, Clock clock) {
        this.envelopes = new StoredEnvelopes(uri, database);
        this.maxRuns = maxRuns;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return SourceName.MONGODB.text();
    }

    /** MongoDB has no version of all runs that were cheap to ask for: the version changes with time. */
    @Override
    public WarehouseState state() {
        try {
            envelopes.ping();
        } catch (MongoException e) {
            throw failed(e);
        }
        return new WarehouseState(Long.toString(clock.millis() / KEPT_FOR.toMillis()), null, List.of());
    }

    /** @throws WindowTooLargeException if it has more runs than are read at once, or a query takes more than it may */
    @Override
    public <T> T read(Window requested, Work<T> work) {
        Turns.await(turn);
        try {
            return work.on(loaded(requested));
        } catch (MongoException | IOException e) {
            throw failed(e);
        } catch (SQLException e) {
            throw limits.areExceeded(e) ? limits.tooLarge(requested, e) : new WarehouseException(e);
        } finally {
            turn.unlock();
        }
    }

    private LoadedWindow loaded(Window requested) throws SQLException, IOException {
        Instant now = clock.instant();
        if (loaded == null || !loaded.holds(requested, now.minus(KEPT_FOR))) {
            drop();
            loaded = load(wholeMinutes(requested), now);
        }
        return loaded;
    }

    /** Windows that end now, a moment apart, have the same whole minutes. */
    private static Window wholeMinutes(Window window) {
        return new Window(window.from().truncatedTo(ChronoUnit.MINUTES),
                window.to().plus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES));
    }

    private LoadedWindow load(Window window, Instant at) throws SQLException, IOException {
        if (envelopes.count(window, maxRuns) > maxRuns) {
            throw tooLarge(window, "more than " + maxRuns + " runs");
        }
        InMemoryTables tables = InMemoryTables.create(limits, THREADS);
        try (EnvelopeAppender appender = new EnvelopeAppender(tables)) {
            for (String envelope : envelopes.of(window)) {
                appender.append(envelope);
            }
            return new LoadedWindow(window, at, tables, warnings(window, appender.leftOut()));
        } catch (SQLException e) {
            tables.close();
            throw limits.areExceeded(e)
                    ? tooLarge(window, "more rows than fit into " + limits.memory())
                    : new WarehouseException(e);
        } catch (MongoException | IOException e) {
            tables.close();
            throw e;
        }
    }

    private List<String> warnings(Window window, long leftOut) {
        List<String> warnings = new ArrayList<>();
        if (leftOut > 0) {
            warnings.add(leftOut + " row(s) in mongodb could not be read: they are missing");
        }
        if (envelopes.hasPurged(window)) {
            warnings.add("runs of the window were deleted from mongodb when their retention ended: they are missing");
        }
        return List.copyOf(warnings);
    }

    private static WindowTooLargeException tooLarge(Window window, String what) {
        return new WindowTooLargeException("the window from " + window.from() + " to " + window.to() + " has " + what
                + ", too many to be read from mongodb: ask for a shorter one");
    }

    private static WarehouseException failed(Exception failure) {
        return new WarehouseException("mongodb: " + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
                failure);
    }

    private void drop() throws SQLException {
        if (loaded != null) {
            LoadedWindow dropped = loaded;
            loaded = null;
            dropped.close();
        }
    }

    @Override
    public void close() throws SQLException {
        turn.lock();
        try {
            drop();
        } finally {
            turn.unlock();
            envelopes.close();
        }
    }
}
