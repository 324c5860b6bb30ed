package dev.tavilypipeline.agent.model;

import java.util.List;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.Exchange;
import dev.tavilypipeline.agent.call.Question;
import dev.tavilypipeline.agent.run.Cited;
import dev.tavilypipeline.agent.run.CompanyModel;
import dev.tavilypipeline.agent.run.Identity;
import io.smallrye.mutiny.Uni;

/** Any model behind an OpenAI-compatible server. */
final class ChatModel implements CompanyModel {

    private final ChatApi api;
    private final Endpoint endpoint;
    private final String model;
    private final Exchange exchange;
    private final ChatDialect dialect = new ChatDialect();

    ChatModel(ChatApi api, Endpoint endpoint, String model, Exchange exchange) {
        this.api = api;
        this.endpoint = endpoint;
        this.model = model;
        this.exchange = exchange;
    }

    @Override
    public Uni<Attempt<Identity>> identify(String company, List<Cited> sources) {
        return exchange.send(new Question(endpoint.provider(), "chat", company + " company name and industry", model),
                () -> api.complete(endpoint.authorization(), IdentifyPrompt.of(model, company, sources)), dialect);
    }
}
