package dev.tavilypipeline.analytics.kpi.summary;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;
import dev.tavilypipeline.analytics.kpi.costs.CostFigures;
import dev.tavilypipeline.analytics.kpi.health.HealthFigures;
import dev.tavilypipeline.analytics.kpi.performance.PerformanceFigures;
import dev.tavilypipeline.analytics.kpi.performance.SlowestStep;
import dev.tavilypipeline.analytics.kpi.usage.UsageFigures;

/** @param previous of the compared window; null when nothing is compared */
@JsonPropertyOrder("meta")
record SummaryAnswer(HealthFigures health, PerformanceFigures performance, SlowestStep slowestStep, UsageFigures usage,
        CostFigures costs, Previous previous, Meta meta) {

    /** The headline figures of the groups. */
    record Previous(HealthFigures health, PerformanceFigures performance, UsageFigures usage, CostFigures costs) {
    }
}
