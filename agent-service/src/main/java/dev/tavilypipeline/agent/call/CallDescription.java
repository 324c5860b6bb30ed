package dev.tavilypipeline.agent.call;

/**
 * What a provider is asked, as its {@code api_calls} rows name it.
 *
 * @param operation {@link #SEARCH} or {@link #CHAT}
 * @param model null for a search
 */
public record CallDescription(String provider, String operation, String query, String model) {

    public static final String SEARCH = "search";
    public static final String CHAT = "chat";
}
