package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * One request that the simulator has dealt with, as the one who asked can know it. Retries are requests of their own.
 *
 * @param sequence 1, 2, 3, … in the order of arrival
 * @param path {@code /search} or {@code /v1/chat/completions}
 * @param query what was searched for; null for a model's request
 * @param model null for a search
 * @param status as answered; 499 if the client went away first, 0 if a failure left it without any answer
 * @param failure the one injected, or null
 * @param results how many a search answered with
 * @param credits as told in the answer, 0 where it tells none
 * @param inputTokens as told in the answer, cached ones included; 0 where it tells none
 * @param latency from the request's arrival to the answer
 * @param requestId as told in the answer: Tavily's {@code request_id}, the completion's {@code id}; null where it tells none
 */
public record SimulatedRequest(long sequence, Instant receivedAt, String path, String query, String model, int status,
        Failure failure, int results, int credits, int inputTokens, int cachedInputTokens, int outputTokens, Duration latency,
        String requestId) {
}
