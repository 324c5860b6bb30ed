package dev.tavilypipeline.analytics.kpi.performance;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/**
 * @param previous of the compared window; null when nothing is compared
 * @param overTime all buckets of the window, in order
 */
@JsonPropertyOrder("meta")
record PerformanceAnswer(PerformanceFigures performance, PerformanceFigures previous, SlowestStep slowestStep,
        List<PerformanceBucket> overTime,
        List<StepRow> steps, List<ProviderLatencyRow> providers, Meta meta) {
}
