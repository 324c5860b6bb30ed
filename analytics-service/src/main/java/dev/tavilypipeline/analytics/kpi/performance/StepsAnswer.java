package dev.tavilypipeline.analytics.kpi.performance;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/** How long each step takes, and how often it fails. */
@JsonPropertyOrder("meta")
record StepsAnswer(List<StepRow> steps, Meta meta) {
}
