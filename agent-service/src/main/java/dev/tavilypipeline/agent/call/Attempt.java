package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One try at a provider as it ended. Each is recorded on its own, because each may cost money.
 *
 * @param callId a UUIDv7
 * @param httpStatus null where no response came
 */
public record Attempt<T>(UUID callId, Question question, Instant calledAt, Duration latency, Integer httpStatus,
        Reading<T> reading, Cost cost) {

    public Outcome<T> outcome() {
        return reading.outcome();
    }
}
