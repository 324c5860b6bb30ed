package dev.tavilypipeline.contract;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run stands. The first three are on the way, the others are ends; only an end has an envelope. */
public enum RunStatus {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("cancel_requested")
    CANCEL_REQUESTED,
    /** Both searches succeeded and at least one source was found. */
    @JsonProperty("success")
    SUCCESS,
    /** One search failed or a budget stopped the run, and at least one source was found. */
    @JsonProperty("partial")
    PARTIAL,
    /** No source was found, or both searches failed. */
    @JsonProperty("failed")
    FAILED,
    /** Asked for, and the worker has really stopped. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** Silent for too long after its last fact. */
    @JsonProperty("abandoned")
    ABANDONED;

    public boolean isEnd() {
        return switch (this) {
            case QUEUED, RUNNING, CANCEL_REQUESTED -> false;
            case SUCCESS, PARTIAL, FAILED, CANCELLED, ABANDONED -> true;
        };
    }

    /** The value as it stands in JSON, in the warehouse and in URLs. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
