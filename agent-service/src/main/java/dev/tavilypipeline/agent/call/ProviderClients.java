package dev.tavilypipeline.agent.call;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;

/** Builds the HTTP clients of the providers. */
@Singleton
public class ProviderClients {

    /** Beyond what the runs of one replica ask for at once: the number of runs is the limit, not their connections. */
    private static final int CONNECTIONS = 1_000;

    private final ProviderSettings settings;

    ProviderClients(ProviderSettings settings) {
        this.settings = settings;
    }

    /** @return a client that passes every status on as a response: what it means is the {@link ResponseParser}'s to say */
    public <T> T at(Endpoint endpoint, Class<T> api) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(endpoint.baseUrl())
                .connectTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, CONNECTIONS)
                .build(api);
    }
}
