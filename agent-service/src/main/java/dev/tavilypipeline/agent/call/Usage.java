package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;

/**
 * What a provider says an attempt used; null where it does not say, or says less than nothing.
 *
 * @param credits may have decimals
 * @param inputTokens all input tokens, the cached ones among them
 * @param cachedInputTokens null if there are more than {@code inputTokens}
 * @param outputTokens all output tokens, those for reasoning among them
 */
public record Usage(BigDecimal credits, Integer inputTokens, Integer cachedInputTokens, Integer outputTokens) {

    public static final Usage UNKNOWN = new Usage(null, null, null, null);

    public Usage {
        credits = credits == null || credits.signum() < 0 ? null : credits;
        inputTokens = notNegative(inputTokens);
        cachedInputTokens = notNegative(cachedInputTokens);
        outputTokens = notNegative(outputTokens);
        if (inputTokens == null || (cachedInputTokens != null && cachedInputTokens > inputTokens)) {
            cachedInputTokens = null;
        }
    }

    private static Integer notNegative(Integer amount) {
        return amount == null || amount < 0 ? null : amount;
    }

    public static Usage ofCredits(BigDecimal credits) {
        return new Usage(credits, null, null, null);
    }

    public static Usage ofCredits(int credits) {
        return ofCredits(BigDecimal.valueOf(credits));
    }
}
