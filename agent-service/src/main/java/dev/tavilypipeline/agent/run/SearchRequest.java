package dev.tavilypipeline.agent.run;

/**
 * A search as the provider gets it. Equal requests may share one answer.
 *
 * @param depth {@code basic} or {@code advanced}
 * @param topic {@code general}, {@code news} or {@code finance}
 */
public record SearchRequest(String query, int maxResults, String depth, String topic) {
}
