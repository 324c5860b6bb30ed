package dev.tavilypipeline.agent.call;

/**
 * What a provider says an attempt used; null where it does not say, or says less than nothing.
 *
 * @param inputTokens all input tokens, the cached ones among them
 * @param outputTokens all output tokens, those for reasoning among them
 */
public record Usage(Integer credits, Integer inputTokens, Integer cachedInputTokens, Integer outputTokens) {

    public static final Usage UNKNOWN = new Usage(null, null, null, null);

    public Usage {
        credits = notNegative(credits);
        inputTokens = notNegative(inputTokens);
        cachedInputTokens = notNegative(cachedInputTokens);
        outputTokens = notNegative(outputTokens);
    }

    private static Integer notNegative(Integer amount) {
        return amount == null || amount < 0 ? null : amount;
    }

    public static Usage ofCredits(Integer credits) {
        return new Usage(credits, null, null, null);
    }
}
