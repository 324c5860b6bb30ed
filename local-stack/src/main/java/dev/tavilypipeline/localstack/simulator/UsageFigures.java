package dev.tavilypipeline.localstack.simulator;

/** The figures that an answer states, for the request log. */
record UsageFigures(int results, int credits, int inputTokens, int cachedInputTokens, int outputTokens, String requestId) {

    static final UsageFigures NONE = new UsageFigures(0, 0, 0, 0, 0, null);
}
