package dev.tavilypipeline.agent.model;

import java.util.List;

import dev.tavilypipeline.agent.call.Call;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.ProviderCall;
import dev.tavilypipeline.agent.run.CompanySummary;
import dev.tavilypipeline.agent.run.NumberedSource;
import dev.tavilypipeline.agent.run.SummaryModel;

/** Any model behind an OpenAI-compatible server. */
final class ChatModel implements SummaryModel {

    private final ChatApi api;
    private final Endpoint endpoint;
    private final String model;
    private final ProviderCall providerCall;
    private final ChatResponseParser parser = new ChatResponseParser();

    ChatModel(ChatApi api, Endpoint endpoint, String model, ProviderCall providerCall) {
        this.api = api;
        this.endpoint = endpoint;
        this.model = model;
        this.providerCall = providerCall;
    }

    @Override
    public Call<CompanySummary> summarize(String company, List<NumberedSource> sources) {
        CallDescription description = new CallDescription(endpoint.provider(), CallDescription.CHAT,
                company + " company name and industry",
                model);
        return new Call<>(description, () -> providerCall.send(description,
                () -> api.complete(endpoint.authorization(), SummaryPrompt.of(model, company, sources)), parser));
    }
}
