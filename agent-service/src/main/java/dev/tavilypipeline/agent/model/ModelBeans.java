package dev.tavilypipeline.agent.model;

import java.net.URI;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.ProviderCall;
import dev.tavilypipeline.agent.call.ProviderClients;
import dev.tavilypipeline.agent.call.ProviderJson;
import dev.tavilypipeline.agent.call.ProviderSettings;
import dev.tavilypipeline.agent.run.SummaryModel;

/** Decides which model is used: the simulator's if Tavily's is, else the one of the key, else none. */
class ModelBeans {

    private static final Logger LOG = Logger.getLogger(ModelBeans.class);

    @Produces
    @Singleton
    Optional<SummaryModel> summaryModel(ModelSettings settings, ProviderSettings providers, ProviderClients clients,
            ProviderCall providerCall, ProviderJson json) {
        Optional<Endpoint> endpoint = endpoint(settings, providers);
        endpoint.ifPresentOrElse(
                at -> LOG.infof("model provider=%s url=%s model=%s", at.provider(), at.baseUrl(), settings.model()),
                () -> LOG.info("no model, runs are not summarised missing=OPENAI_API_KEY"));
        return endpoint.map(at -> new ChatModel(clients.at(at, ChatRequest.OPERATION)::post, at,
                new SummaryPrompt(settings.model(), settings.maxOutputTokens()),
                new AcceptedShape(OutputFormat.fixed(settings.output())),
                providerCall, json));
    }

    private static Optional<Endpoint> endpoint(ModelSettings settings, ProviderSettings providers) {
        if (!providers.simulated()) {
            return providers.openaiApiKey().map(key -> new Endpoint(
                    Endpoint.baseUrl(settings.baseUrl(), ChatRequest.OPERATION), settings.provider(), key, settings.timeout()));
        }
        if (providers.openaiApiKey().isPresent()) {
            LOG.warn("OPENAI_API_KEY is ignored, both providers are simulated because TAVILY_API_KEY is not set");
        }
        URI simulator = UriBuilder.fromUri(providers.simulatorUrl()).path("v1").build();
        return Optional.of(new Endpoint(simulator, "openai-simulator", "simulator", settings.timeout()));
    }
}
