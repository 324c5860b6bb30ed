package dev.tavilypipeline.analytics.kpi.health;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/**
 * @param previous of the compared window; null when nothing is compared
 * @param overTime all buckets of the window, in order
 */
@JsonPropertyOrder("meta")
record HealthAnswer(HealthFigures health, HealthFigures previous, List<HealthBucket> overTime, List<StatusRow> runsByStatus,
        List<ErrorRow> errorsByType, List<FailingCompanyRow> failingCompanies, List<FailingStepRow> failingSteps, Meta meta) {
}
