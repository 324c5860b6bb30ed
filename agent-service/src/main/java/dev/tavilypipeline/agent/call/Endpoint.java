package dev.tavilypipeline.agent.call;

import java.net.URI;

/**
 * Where a provider is reached.
 *
 * @param provider the name under which its calls are recorded
 * @param apiKey sent as the bearer token
 */
public record Endpoint(URI baseUrl, String provider, String apiKey) {

    public String authorization() {
        return "Bearer " + apiKey;
    }

    @Override
    public String toString() {
        return provider + " at " + baseUrl; // never the key
    }
}
