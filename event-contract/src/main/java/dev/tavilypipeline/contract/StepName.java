package dev.tavilypipeline.contract;

import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The three steps of a run: both searches at the same time, then the summary. */
public enum StepName {
    @JsonProperty("search_overview")
    SEARCH_OVERVIEW,
    @JsonProperty("search_competitors")
    SEARCH_COMPETITORS,
    @JsonProperty("summarize")
    SUMMARIZE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of this step's row: {@code {run_id}:{step_name}}. */
    public String stepId(UUID runId) {
        return runId + ":" + wireName();
    }
}
