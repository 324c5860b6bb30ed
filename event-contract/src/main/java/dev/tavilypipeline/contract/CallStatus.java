package dev.tavilypipeline.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum CallStatus {
    @JsonProperty("success")
    SUCCESS,
    @JsonProperty("failed")
    FAILED
}
