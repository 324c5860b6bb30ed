package dev.tavilypipeline.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum StepStatus {
    @JsonProperty("success")
    SUCCESS,
    @JsonProperty("failed")
    FAILED,
    /** Not done, for the reason in {@code error_type}. */
    @JsonProperty("skipped")
    SKIPPED
}
