package dev.tavilypipeline.analytics.kpi.costs;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/** The queries that cost most, and those that were paid for more than once. */
@JsonPropertyOrder("meta")
record QueriesAnswer(List<ExpensiveQueryRow> expensiveQueries, List<RepeatedQueryRow> repeatedQueries, Meta meta) {
}
