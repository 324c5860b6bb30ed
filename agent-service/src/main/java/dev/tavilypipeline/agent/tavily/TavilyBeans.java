package dev.tavilypipeline.agent.tavily;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.ProviderCall;
import dev.tavilypipeline.agent.call.ProviderClients;
import dev.tavilypipeline.agent.call.ProviderSettings;
import dev.tavilypipeline.agent.run.Search;

/** Decides which search is used: Tavily's with a key, the simulator's without. */
class TavilyBeans {

    private static final Logger LOG = Logger.getLogger(TavilyBeans.class);

    @Produces
    @Singleton
    Search search(TavilySettings tavily, ProviderSettings providers, ProviderClients clients, ProviderCall providerCall) {
        Endpoint endpoint = providers.tavilyApiKey()
                .map(key -> new Endpoint(Endpoint.baseUrl(tavily.baseUrl(), SearchQuery.OPERATION), "tavily", key,
                        tavily.timeout()))
                .orElseGet(() -> new Endpoint(Endpoint.baseUrl(providers.simulatorUrl(), SearchQuery.OPERATION),
                        "tavily-simulator", "simulator", tavily.timeout()));
        LOG.infof("search provider=%s url=%s", endpoint.provider(), endpoint.baseUrl());
        return new TavilySearch(clients.at(endpoint, SearchQuery.OPERATION)::post, endpoint, providerCall);
    }
}
