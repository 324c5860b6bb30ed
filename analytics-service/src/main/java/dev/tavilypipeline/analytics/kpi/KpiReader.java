package dev.tavilypipeline.analytics.kpi;

import static java.util.stream.Collectors.groupingBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.Snapshot;
import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.window.Bucket;
import dev.tavilypipeline.analytics.window.Buckets;
import dev.tavilypipeline.analytics.window.Window;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Reads the tables of one request from one state of the warehouse. A table that is not chosen is null. */
public final class KpiReader {

    private final long start = System.nanoTime();
    private final Snapshot snapshot;
    private final KpiRequest request;
    private final Buckets buckets;
    private final String source;
    private final Instant dataAsOf;
    private final PriceTable prices;
    private final ChosenTables chosen;
    private final MeterRegistry metrics;
    private final Set<String> warnings = new LinkedHashSet<>();

    KpiReader(Snapshot snapshot, KpiRequest request, Buckets buckets, Warehouses.Source source,
            WarehouseState state, Instant dataAsOf, PriceTable prices, ChosenTables chosen, MeterRegistry metrics) {
        this.snapshot = snapshot;
        this.request = request;
        this.buckets = buckets;
        this.source = source.warehouse().name();
        this.dataAsOf = dataAsOf;
        this.prices = prices;
        this.chosen = chosen;
        this.metrics = metrics;
        this.warnings.addAll(source.warnings());
        this.warnings.addAll(state.warnings());
        this.warnings.addAll(snapshot.warnings());
        if (request.cost() == CostBasis.REPRICED && prices.version() == null) {
            this.warnings.add("the warehouse has no price list: only the cost of answers from the cache is known");
        }
    }

    /** The one row of a table that has one. */
    public <R extends Record> R row(KpiTable<R> table) throws SQLException {
        return chosen.includes(table) ? mapper(table).map(ask(table, request.window()).get(0)) : null;
    }

    public boolean isCompared() {
        return request.compared().isPresent();
    }

    /** The same of the compared window; null when nothing is compared. */
    public <R extends Record> R previous(KpiTable<R> table) throws SQLException {
        if (request.compared().isEmpty() || !chosen.includes(table)) {
            return null;
        }
        return mapper(table).map(ask(table, request.compared().get()).get(0));
    }

    public <R extends Record> List<R> rows(KpiTable<R> table) throws SQLException {
        if (!chosen.includes(table)) {
            return null;
        }
        RowMapper<R> mapper = mapper(table);
        return ask(table, request.window()).stream().map(mapper::map).toList();
    }

    /**
     * All buckets of the window in order, those without rows too.
     *
     * @param table its query groups by {@code bucket} and {@code bucket_offset}; its record has {@code start}, {@code end} and
     *        {@code is_partial}
     */
    public <R extends Record> List<R> buckets(KpiTable<R> table) throws SQLException {
        return datedRows(table, List.of(Map.of()));
    }

    /** The rows of all buckets, in order of these and within each as the query orders them; otherwise as {@link #buckets}. */
    public <R extends Record> List<R> rowsByBucket(KpiTable<R> table) throws SQLException {
        return datedRows(table, List.of());
    }

    /** @param empty rows of a bucket that the query finds nothing for */
    private <R extends Record> List<R> datedRows(KpiTable<R> table, List<Map<String, Object>> empty) throws SQLException {
        if (!chosen.includes(table)) {
            return null;
        }
        Map<Buckets.Label, List<Map<String, Object>>> rows = ask(table, request.window()).stream().collect(groupingBy(
                row -> new Buckets.Label((Instant) row.get("bucket"), ((Number) row.get("bucket_offset")).intValue())));
        RowMapper<R> mapper = mapper(table);
        return buckets.byLabel().entrySet().stream().flatMap(bucket -> rows.getOrDefault(bucket.getKey(), empty).stream()
                .map(row -> mapper.map(dated(bucket.getValue(), row)))).toList();
    }

    private static Map<String, Object> dated(Bucket bucket, Map<String, Object> row) {
        Map<String, Object> dated = new LinkedHashMap<>(row);
        dated.put("start", bucket.start());
        dated.put("end", bucket.end());
        dated.put("is_partial", bucket.partial());
        return dated;
    }

    private <R extends Record> RowMapper<R> mapper(KpiTable<R> table) {
        return new RowMapper<>(table.row(), warnings::add);
    }

    private List<Map<String, Object>> ask(KpiTable<?> table, Window window) throws SQLException {
        BoundQuery query = table.query().bind(request.parameters(window), request.granularity().wireName());
        Timer.Sample time = Timer.start(metrics);
        try {
            return snapshot.query(query);
        } finally {
            time.stop(metrics.timer("pipeline.kpi.query", "kpi", query.name()));
        }
    }

    /**
     * To be called last, when all warnings are known.
     *
     * @throws dev.tavilypipeline.kit.http.ProblemException if a table is chosen that the answer does not have
     */
    public Meta meta() {
        chosen.requireOffered();
        Map<String, List<String>> filters = new TreeMap<>();
        request.filters().forEach((filter, values) -> filters.put(filter.wireName(), values));
        return new Meta(request.window().from(), request.window().to(),
                request.compared().map(window -> new Meta.ComparedWindow(window.from(), window.to())).orElse(null),
                request.zone().getId(), request.granularity().wireName(), request.simulated().wireName(),
                request.cost().wireName(), prices.version(), filters, source,
                dataAsOf, buckets.partial(), List.copyOf(warnings),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3);
    }
}
