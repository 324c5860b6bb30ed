package dev.tavilypipeline.analytics.kpi.performance;

import java.util.List;

import dev.tavilypipeline.analytics.kpi.KpiGroup;
import dev.tavilypipeline.analytics.kpi.KpiTable;

/** Agent Performance: how long do runs, steps and calls take? */
public final class PerformanceTables {

    public static final KpiTable<PerformanceFigures> FIGURES = KpiTable.of("performance", "performance",
            PerformanceFigures.class);
    public static final KpiTable<SlowestStep> SLOWEST_STEP = KpiTable.of("slowest_step", "performance_slowest_step",
            SlowestStep.class);
    static final KpiTable<PerformanceBucket> OVER_TIME = KpiTable.of("over_time", "performance_over_time",
            PerformanceBucket.class);
    static final KpiTable<StepRow> STEPS = KpiTable.of("steps", "performance_steps", StepRow.class);
    static final KpiTable<ProviderLatencyRow> PROVIDERS = KpiTable.of("providers", "performance_providers",
            ProviderLatencyRow.class);
    static final KpiTable<SlowRunRow> SLOWEST_RUNS = KpiTable.of("slowest_runs", "performance_slowest_runs", SlowRunRow.class);

    public static final KpiGroup GROUP = new KpiGroup("performance", FIGURES,
            List.of(SLOWEST_STEP, OVER_TIME, STEPS, PROVIDERS, SLOWEST_RUNS));

    private PerformanceTables() {
    }
}
