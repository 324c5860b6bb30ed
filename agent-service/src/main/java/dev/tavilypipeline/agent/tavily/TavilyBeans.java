package dev.tavilypipeline.agent.tavily;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.Exchange;
import dev.tavilypipeline.agent.call.ProviderClients;
import dev.tavilypipeline.agent.call.ProviderSettings;
import dev.tavilypipeline.agent.run.Search;

/** Decides which search is used: Tavily's with a key, the simulator's without. */
class TavilyBeans {

    @Produces
    @Singleton
    Search search(TavilySettings tavily, ProviderSettings providers, ProviderClients clients, Exchange exchange) {
        Endpoint endpoint = providers.tavilyApiKey()
                .map(key -> Endpoint.of("TAVILY_BASE_URL", tavily.baseUrl(), "tavily", key))
                .orElseGet(() -> Endpoint.of("PIPELINE_SIMULATOR_URL", providers.simulatorUrl(), "tavily-simulator",
                        "simulator"));
        return new TavilySearch(clients.at(endpoint, TavilyApi.class), endpoint, exchange);
    }
}
