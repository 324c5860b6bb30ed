package dev.tavilypipeline.agent.model;

import java.util.List;
import java.util.function.Function;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Call;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.ProviderCall;
import dev.tavilypipeline.agent.call.ProviderJson;
import dev.tavilypipeline.agent.call.ProviderRequest;
import dev.tavilypipeline.agent.run.CompanySummary;
import dev.tavilypipeline.agent.run.NumberedSource;
import dev.tavilypipeline.agent.run.SummaryModel;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Any model behind an OpenAI-compatible server. */
final class ChatModel implements SummaryModel {

    private final Function<ProviderRequest, Multi<byte[]>> post;
    private final Endpoint endpoint;
    private final SummaryPrompt prompt;
    private final AcceptedShape shape;
    private final ProviderCall providerCall;
    private final ProviderJson json;

    ChatModel(Function<ProviderRequest, Multi<byte[]>> post, Endpoint endpoint, SummaryPrompt prompt, AcceptedShape shape,
            ProviderCall providerCall,
            ProviderJson json) {
        this.post = post;
        this.endpoint = endpoint;
        this.prompt = prompt;
        this.shape = shape;
        this.providerCall = providerCall;
        this.json = json;
    }

    @Override
    public Call<CompanySummary> summarize(String company, List<NumberedSource> sources) {
        CallDescription description = new CallDescription(endpoint.provider(), CallDescription.CHAT,
                company + " company name and industry", prompt.model());
        return new Call<>(description,
                brokenOff -> Uni.createFrom()
                        .deferred(() -> attempt(description, company, sources, shape.current(), brokenOff)));
    }

    private Uni<Attempt<CompanySummary>> attempt(CallDescription description, String company, List<NumberedSource> sources,
            RequestShape current, Uni<Void> brokenOff) {
        return providerCall.send(description, endpoint, new ProviderRequest(prompt.request(company, sources, current)),
                post, new ChatResponseParser(json, complaint -> shape.refused(current, complaint)), brokenOff);
    }
}
