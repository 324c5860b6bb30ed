package dev.tavilypipeline.localstack.simulator;

/** A request as a line of {@code GET /simulator/requests}. */
record RequestLine(long sequence, String time, String path, String query, String model, int status, String failure, int results,
        int credits, int inputTokens, int cachedInputTokens, int outputTokens, double latencyMs, String requestId) {

    static String of(SimulatedRequest request) {
        return SimulatorJson
                .write(new RequestLine(request.sequence(), request.receivedAt().toString(), request.path(), request.query(),
                        request.model(), request.status(), request.failure() == null ? null : request.failure().label(),
                        request.results(), request.credits(), request.inputTokens(), request.cachedInputTokens(),
                        request.outputTokens(), request.latency().toNanos() / 1e6, request.requestId()))
                + "\n";
    }
}
