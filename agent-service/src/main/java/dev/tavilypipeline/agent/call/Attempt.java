package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One HTTP attempt at a provider, or one answer from the cache. Each is recorded, because each may cost money.
 *
 * @param callId a UUIDv7
 * @param httpStatus null if no response came
 */
public record Attempt<T>(UUID callId, CallDescription description, Instant calledAt, Duration latency, Integer httpStatus,
        ParsedResponse<T> response, Cost cost, boolean cacheHit) {

    public Outcome<T> outcome() {
        return response.outcome();
    }
}
