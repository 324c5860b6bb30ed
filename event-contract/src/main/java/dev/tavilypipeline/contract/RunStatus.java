package dev.tavilypipeline.contract;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The state of a run. The first three are active, the others terminal; only a terminal run has an envelope. */
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
    /** One search failed, or a budget or the deadline stopped a step, and at least one source was found. */
    @JsonProperty("partial")
    PARTIAL,
    /** No source was found, or both searches failed. */
    @JsonProperty("failed")
    FAILED,
    /** Cancellation was requested, and the worker has stopped. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** No fact was read for too long after the last one. */
    @JsonProperty("abandoned")
    ABANDONED;

    public boolean isTerminal() {
        return switch (this) {
            case QUEUED, RUNNING, CANCEL_REQUESTED -> false;
            case SUCCESS, PARTIAL, FAILED, CANCELLED, ABANDONED -> true;
        };
    }

    /** The value in JSON, in the warehouse and in URLs. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
