package dev.tavilypipeline.cli.client;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.tavilypipeline.cli.terminal.FailedException;

/**
 * Where the services of an installation answer, without a path.
 *
 * @param collectorLink where a user's browser finds the collector, for links that are printed
 * @param analyticsLink the same of analytics
 */
public record Endpoints(URI agent, URI collector, URI analytics, URI collectorLink, URI analyticsLink) {

    /**
     * The services at their ports on one host; a service with a URL of its own in the environment is looked for there.
     *
     * @param host such as {@code http://localhost}, without port and path
     */
    public static Endpoints on(String host, Map<String, String> environment) {
        URI uri = hostOnly(host);
        URI collector = service(uri, "COLLECTOR", "8082", environment);
        URI analytics = service(uri, "ANALYTICS", "8080", environment);
        return new Endpoints(service(uri, "AGENT", "8081", environment), collector, analytics,
                address("COLLECTOR_PUBLIC", environment).orElse(collector),
                address("ANALYTICS_PUBLIC", environment).orElse(analytics));
    }

    private static URI service(URI host, String name, String usualPort, Map<String, String> environment) {
        return address(name, environment).orElseGet(
                () -> URI.create(host + ":" + environment.getOrDefault("PIPELINE_" + name + "_PORT", usualPort)));
    }

    private static Optional<URI> address(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get("PIPELINE_" + name + "_URL")).filter(url -> !url.isBlank())
                .map(URI::create);
    }

    private static URI hostOnly(String host) {
        String text = host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
        if (!text.matches("https?://(\\[[0-9a-fA-F:]+]|[^/:?#]+)")) {
            throw new FailedException("'" + host + "' is not a host such as http://pipeline.example: leave out port and path,"
                    + " and where the services differ in more than their ports set PIPELINE_AGENT_URL,"
                    + " PIPELINE_COLLECTOR_URL and PIPELINE_ANALYTICS_URL");
        }
        return URI.create(text);
    }
}
