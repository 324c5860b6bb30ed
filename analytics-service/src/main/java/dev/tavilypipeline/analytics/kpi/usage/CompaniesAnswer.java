package dev.tavilypipeline.analytics.kpi.usage;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/** The companies that are asked about most. */
@JsonPropertyOrder("meta")
record CompaniesAnswer(List<CompanyRow> topCompanies, Meta meta) {
}
