package dev.tavilypipeline.agent.call;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

/** Creates the HTTP client of a provider, each with connections of its own. */
@Singleton
public class ProviderClients {

    /** Beyond what the runs of one replica ask for at once: the number of runs is the limit, not their connections. */
    private static final int CONNECTIONS = 1_000;

    /** Less than servers usually keep an idle connection. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final NetworkSettings network;

    ProviderClients(Vertx vertx, NetworkSettings network) {
        this.vertx = vertx;
        this.network = network;
    }

    /** @param operation such as {@code /search} */
    public ProviderClient at(Endpoint endpoint, String operation) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(endpoint.timeout().toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setNonProxyHosts(network.hostsWithoutProxy());
        network.providerProxy().ifPresent(proxy -> options.setProxyOptions(proxy.options()));
        network.caFile().ifPresent(trusted -> options.setTrustOptions(trusted.options()));
        return new ProviderClient(vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS)), endpoint,
                operation);
    }
}
