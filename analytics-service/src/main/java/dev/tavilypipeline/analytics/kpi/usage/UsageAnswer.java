package dev.tavilypipeline.analytics.kpi.usage;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/**
 * @param previous of the compared window; null when nothing is compared
 * @param overTime all buckets of the window, in order
 */
@JsonPropertyOrder("meta")
record UsageAnswer(UsageFigures usage, UsageFigures previous, List<UsageBucket> overTime, List<CompanyRow> topCompanies,
        List<IndustryRow> industries, List<HourRow> hours, Meta meta) {
}
