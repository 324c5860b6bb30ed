package dev.tavilypipeline.analytics.kpi;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.tavilypipeline.analytics.load.LoadProgress;
import dev.tavilypipeline.analytics.warehouse.DataState;
import dev.tavilypipeline.analytics.warehouse.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Puts answers together: {@code meta}, then an object a group with its headline figures, then a list a breakdown. All
 * figures of an answer come from one state of the warehouse.
 */
final class KpiAnswers {

    static final String SOURCE = "duckdb";

    private final DuckDbWarehouse warehouse;
    private final KpiQueries queries;
    private final LoadProgress progress;
    private final MeterRegistry metrics;

    KpiAnswers(DuckDbWarehouse warehouse, KpiQueries queries, LoadProgress progress, MeterRegistry metrics) {
        this.warehouse = warehouse;
        this.queries = queries;
        this.progress = progress;
        this.metrics = metrics;
    }

    Map<String, Object> summary(KpiRequest request) {
        return answer(request, (snapshot, figures) -> {
            for (KpiGroup group : KpiGroup.values()) {
                figures.put(group.wireName(), headline(group, snapshot, request));
            }
        });
    }

    Map<String, Object> group(KpiGroup group, KpiRequest request) {
        return answer(request, (snapshot, figures) -> {
            figures.put(group.wireName(), headline(group, snapshot, request));
            for (String breakdown : group.breakdowns()) {
                figures.put(breakdown, ask(group.breakdownQuery(breakdown), snapshot, request));
            }
        });
    }

    private Map<String, Object> answer(KpiRequest request, Figures wanted) {
        long start = System.nanoTime();
        boolean whole = progress.firstPassDone();
        Map<String, Object> figures = new LinkedHashMap<>();
        DataState state = warehouse.read(snapshot -> {
            wanted.collect(snapshot, figures);
            return DataState.of(snapshot);
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("meta", new Meta(request.window().from(), request.window().to(), SOURCE, request.simulated().wireName(),
                state.dataAsOf(), millisSince(start), Warnings.of(state, whole)));
        answer.putAll(figures);
        return answer;
    }

    /** To the microsecond. */
    private static double millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3;
    }

    private Map<String, Object> headline(KpiGroup group, Snapshot snapshot, KpiRequest request) throws SQLException {
        return ask(group.headlineQuery(), snapshot, request).get(0);
    }

    private List<Map<String, Object>> ask(String name, Snapshot snapshot, KpiRequest request) throws SQLException {
        KpiQuery query = queries.named(name);
        List<String> values = query.binds().stream().map(request::bound).toList();
        Timer.Sample time = Timer.start(metrics);
        try {
            return snapshot.query(query.sql(), values);
        } finally {
            time.stop(metrics.timer("pipeline.kpi.query", "kpi", name));
        }
    }

    @FunctionalInterface
    private interface Figures {
        void collect(Snapshot snapshot, Map<String, Object> figures) throws SQLException;
    }
}
