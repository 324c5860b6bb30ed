package dev.tavilypipeline.agent.call;

/**
 * What a provider is asked, as the records of its attempts name it.
 *
 * @param model null for a search
 */
public record Question(String provider, String operation, String query, String model) {
}
