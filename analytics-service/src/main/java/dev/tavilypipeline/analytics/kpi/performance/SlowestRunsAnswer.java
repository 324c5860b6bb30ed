package dev.tavilypipeline.analytics.kpi.performance;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/** The runs that took longest. */
@JsonPropertyOrder("meta")
record SlowestRunsAnswer(List<SlowRunRow> slowestRuns, Meta meta) {
}
