package dev.tavilypipeline.agent.call;

import java.net.URI;
import java.time.Duration;

import jakarta.ws.rs.core.UriBuilder;

/**
 * Where a provider is reached.
 *
 * @param provider the name under which its calls are recorded
 * @param apiKey sent as the bearer token
 * @param timeout of one attempt
 */
public record Endpoint(URI baseUrl, String provider, String apiKey, Duration timeout) {

    /**
     * The base address in what users give, which may be the address of the operation itself.
     *
     * @param operation such as {@code /search}
     */
    public static URI baseUrl(URI given, String operation) {
        String path = given.getRawPath() == null ? "" : given.getRawPath().replaceFirst("/+$", "");
        String base = path.endsWith(operation) ? path.substring(0, path.length() - operation.length()) : path;
        return UriBuilder.fromUri(given).replacePath(base.replaceFirst("/+$", "")).build();
    }

    public String authorization() {
        return "Bearer " + apiKey;
    }

    /** For people. */
    String address() {
        return baseUrl.getRawAuthority().replaceFirst("^.*@", "");
    }

    @Override
    public String toString() {
        return provider + " at " + baseUrl; // never the key
    }
}
