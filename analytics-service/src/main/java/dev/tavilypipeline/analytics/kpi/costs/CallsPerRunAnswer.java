package dev.tavilypipeline.analytics.kpi.costs;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/** How many API calls the runs need. */
@JsonPropertyOrder("meta")
record CallsPerRunAnswer(List<RunsByCallsRow> runsByCalls, List<CostBucket> overTime, Meta meta) {
}
