package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * One request to the simulator, with what its client can know of it. Each retry is a request.
 *
 * @param sequence 1, 2, 3, … in the order of arrival
 * @param path {@code /search} or {@code /v1/chat/completions}
 * @param query the search query; null for a model's request
 * @param model null for a search
 * @param status of the answer; 499 if the client disconnected first, 0 if a failure suppressed the answer
 * @param failure the one injected, or null
 * @param results the number of results of a search
 * @param credits as stated in the answer, else 0
 * @param inputTokens as stated in the answer, cached ones included, else 0
 * @param latency from the request's arrival to the answer
 * @param requestId as stated in the answer: Tavily's {@code request_id}, the completion's {@code id}; else null
 */
public record SimulatedRequest(long sequence, Instant receivedAt, String path, String query, String model, int status,
        Failure failure, int results, int credits, int inputTokens, int cachedInputTokens, int outputTokens, Duration latency,
        String requestId) {
}
