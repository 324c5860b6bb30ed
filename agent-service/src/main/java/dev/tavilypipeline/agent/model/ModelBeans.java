package dev.tavilypipeline.agent.model;

import java.net.URI;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.Exchange;
import dev.tavilypipeline.agent.call.ProviderClients;
import dev.tavilypipeline.agent.call.ProviderSettings;
import dev.tavilypipeline.agent.run.CompanyModel;

/** Decides which model is used: the simulator's if Tavily's is, else the one of the key, else none. */
class ModelBeans {

    @Produces
    @Singleton
    Optional<CompanyModel> companyModel(ModelSettings settings, ProviderSettings providers, ProviderClients clients,
            Exchange exchange) {
        return endpoint(settings, providers)
                .map(at -> new ChatModel(clients.at(at, ChatApi.class), at, settings.model(), exchange));
    }

    private static Optional<Endpoint> endpoint(ModelSettings settings, ProviderSettings providers) {
        if (providers.simulated()) {
            URI simulator = URI.create(providers.simulatorUrl() + "/v1");
            return Optional.of(Endpoint.of("PIPELINE_SIMULATOR_URL", simulator, "openai-simulator", "simulator"));
        }
        return settings.apiKey().map(key -> Endpoint.of("OPENAI_BASE_URL", settings.baseUrl(), "openai", key));
    }
}
