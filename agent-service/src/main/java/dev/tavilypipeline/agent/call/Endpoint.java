package dev.tavilypipeline.agent.call;

import java.net.URI;

import dev.tavilypipeline.kit.start.SettingRefusedException;

/**
 * Where a provider is reached.
 *
 * @param provider the name under which its calls are recorded
 * @param apiKey sent as the bearer token
 */
public record Endpoint(URI baseUrl, String provider, String apiKey) {

    /** @param setting the variable that holds the address, for whoever has to mend it */
    public static Endpoint of(String setting, URI baseUrl, String provider, String apiKey) {
        if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
            throw new SettingRefusedException(setting, baseUrl.toString(),
                    "give an address with scheme and host, such as http://localhost:8090");
        }
        return new Endpoint(baseUrl, provider, apiKey);
    }

    public String authorization() {
        return "Bearer " + apiKey;
    }

    @Override
    public String toString() {
        return provider + " at " + baseUrl; // never the key
    }
}
