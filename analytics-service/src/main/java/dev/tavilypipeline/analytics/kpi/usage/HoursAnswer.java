package dev.tavilypipeline.analytics.kpi.usage;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/** Runs by weekday and hour. */
@JsonPropertyOrder("meta")
record HoursAnswer(List<HourRow> hours, Meta meta) {
}
