package dev.tavilypipeline.analytics.kpi.metrics;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.analytics.kpi.KpiReader;
import dev.tavilypipeline.analytics.kpi.Kpis;
import dev.tavilypipeline.analytics.kpi.costs.CostFigures;
import dev.tavilypipeline.analytics.kpi.costs.CostsTables;
import dev.tavilypipeline.analytics.kpi.health.HealthFigures;
import dev.tavilypipeline.analytics.kpi.health.HealthTables;
import dev.tavilypipeline.analytics.kpi.performance.PerformanceFigures;
import dev.tavilypipeline.analytics.kpi.performance.PerformanceTables;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;

/**
 * The headline figures of the last hour and the last 24 hours as metrics, real and simulated runs apart, so that Prometheus
 * raises the alerts. A figure that is not known is NaN. The runs by status are left out while their window cannot be read.
 */
@ApplicationScoped
class HeadlineGauges {

    private static final String RUNS = "pipeline.kpi.runs";
    private static final Map<String, Duration> WINDOWS = Map.of("1h", Duration.ofHours(1), "24h", Duration.ofHours(24));

    private final Kpis kpis;
    private final PeriodicTask task = new PeriodicTask("computing KPIs for metrics");
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();

    HeadlineGauges(Kpis kpis, MeterRegistry metrics) {
        this.kpis = kpis;
        register(metrics, RUNS, "runs by status, requested in the window");
        register(metrics, "pipeline.kpi.success.ratio", "success / all runs that were not cancelled, 0 to 1");
        register(metrics, "pipeline.kpi.run.p95.seconds", "95th percentile of the run time");
        register(metrics, "pipeline.kpi.cost.usd", "cost of the runs; a lower bound if there are unpriced calls");
        register(metrics, "pipeline.kpi.avoidable.cost.usd", "cost of runs that repeated a query");
        register(metrics, "pipeline.kpi.unpriced.calls", "API calls whose cost is not known");
    }

    private void register(MeterRegistry metrics, String name, String description) {
        gauges.put(name, MultiGauge.builder(name).description(description).register(metrics));
    }

    void start(@Observes StartupEvent event, Scheduler scheduler) {
        Duration every = kpis.metricsInterval();
        if (every.isZero()) {
            return;
        }
        scheduler.newJob("kpi-metrics").setInterval(every.toString()).setDelayed("5s")
                .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> task.run(this::compute)).schedule();
    }

    private void compute() {
        Map<String, List<Row<?>>> rows = new LinkedHashMap<>();
        gauges.keySet().forEach(name -> rows.put(name, new ArrayList<>()));
        List<RuntimeException> failures = new ArrayList<>();
        WINDOWS.forEach((window, length) -> {
            for (boolean simulated : new boolean[] { true, false }) {
                Tags tags = Tags.of("window", window, "simulated", Boolean.toString(simulated));
                try {
                    add(rows, tags, kpis.latest(length, simulated, Figures::read));
                } catch (RuntimeException e) {
                    failures.add(e);
                    rows.keySet().stream().filter(name -> !name.equals(RUNS)).forEach(name -> add(rows, name, tags, null));
                }
            }
        });
        rows.forEach((name, values) -> gauges.get(name).register(values, true));
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private static void add(Map<String, List<Row<?>>> rows, Tags tags, Figures figures) {
        figures.health().byStatus().forEach((status, runs) -> add(rows, RUNS,
                tags.and("status", status), runs));
        add(rows, "pipeline.kpi.success.ratio", tags, figures.health().successRatio());
        add(rows, "pipeline.kpi.run.p95.seconds", tags, seconds(figures.performance().p95Ms()));
        add(rows, "pipeline.kpi.cost.usd", tags, figures.costs().costUsd());
        add(rows, "pipeline.kpi.avoidable.cost.usd", tags, figures.costs().avoidableCostUsd());
        add(rows, "pipeline.kpi.unpriced.calls", tags, figures.costs().unpricedCalls());
    }

    private static void add(Map<String, List<Row<?>>> rows, String name, Tags tags, Number value) {
        rows.get(name).add(Row.of(tags, value == null ? Double.NaN : value.doubleValue()));
    }

    private static Double seconds(Double millis) {
        return millis == null ? null : millis / 1_000;
    }

    private record Figures(HealthFigures health, PerformanceFigures performance, CostFigures costs) {

        static Figures read(KpiReader reader) throws SQLException {
            return new Figures(reader.row(HealthTables.FIGURES), reader.row(PerformanceTables.FIGURES),
                    reader.row(CostsTables.FIGURES));
        }
    }
}
