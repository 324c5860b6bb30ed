package dev.tavilypipeline.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum StepStatus {
    @JsonProperty("success")
    SUCCESS,
    @JsonProperty("failed")
    FAILED,
    /** The step was not executed; {@code error_type} says why. */
    @JsonProperty("skipped")
    SKIPPED
}
