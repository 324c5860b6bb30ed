package dev.tavilypipeline.agent.call;

/**
 * What a response says.
 *
 * @param results how many results a search gave; null where there is nothing to count
 * @param usage apart from the outcome, because an answer that is of no use costs money too
 * @param requestId the provider's own id of the request, or null
 */
public record ParsedResponse<T>(Outcome<T> outcome, Integer results, Usage usage, String requestId) {

    public static <T> ParsedResponse<T> of(Outcome<T> outcome) {
        return new ParsedResponse<>(outcome, null, Usage.UNKNOWN, null);
    }
}
