package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A client asked to cancel a run. The fact's key is the record's {@code ce_id}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CancelRequested(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "requested_at", required = true) Instant requestedAt,
        @JsonProperty("requested_by") String requestedBy) {

    public static final String TYPE = "cancel_requested";

    public CancelRequested {
        Require.present("CancelRequested", "run_id", runId, "requested_at", requestedAt);
    }
}
