package dev.tavilypipeline.agent.call;

/**
 * What a provider says an attempt used; null where it does not say.
 *
 * @param inputTokens all input tokens, the cached ones among them
 * @param outputTokens all output tokens, those for reasoning among them
 */
public record Usage(Integer credits, Integer inputTokens, Integer cachedInputTokens, Integer outputTokens) {

    public static final Usage UNKNOWN = new Usage(null, null, null, null);

    public static Usage ofCredits(Integer credits) {
        return new Usage(credits, null, null, null);
    }
}
