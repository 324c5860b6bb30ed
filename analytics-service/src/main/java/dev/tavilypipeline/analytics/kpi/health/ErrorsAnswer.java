package dev.tavilypipeline.analytics.kpi.health;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/** What goes wrong: by error type, company, step and provider. */
@JsonPropertyOrder("meta")
record ErrorsAnswer(List<ErrorRow> errorsByType, List<FailingCompanyRow> failingCompanies, List<FailingStepRow> failingSteps,
        List<CallErrorRow> callErrors, Meta meta) {
}
