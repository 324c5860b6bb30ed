package dev.tavilypipeline.agent.call;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;

/** Builds the HTTP client of a provider, each with connections of its own. */
@Singleton
public class ProviderClients {

    /** Beyond what the runs of one replica ask for at once: the number of runs is the limit, not their connections. */
    private static final int CONNECTIONS = 1_000;

    /**
     * @param api whose methods post a {@link ProviderRequest} and return {@code Multi<byte[]>}: a client that returns a whole
     *        body would hold it in memory, however large it is
     * @return a client for which every status is an answer
     */
    public <T> T at(Endpoint endpoint, Class<T> api) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(endpoint.baseUrl())
                .connectTimeout(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .register(new ProviderRequest.HeadFilter())
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, CONNECTIONS)
                .property(QuarkusRestClientProperties.NAME, endpoint.provider())
                .build(api);
    }
}
