package dev.tavilypipeline.agent.tavily;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.Exchange;
import dev.tavilypipeline.agent.call.Question;
import dev.tavilypipeline.agent.run.Search;
import dev.tavilypipeline.agent.run.SearchAnswer;
import io.smallrye.mutiny.Uni;

/** Tavily's search, or the simulator's, which speaks the same language. */
final class TavilySearch implements Search {

    private final TavilyApi api;
    private final Endpoint endpoint;
    private final Exchange exchange;
    private final TavilyDialect dialect = new TavilyDialect();

    TavilySearch(TavilyApi api, Endpoint endpoint, Exchange exchange) {
        this.api = api;
        this.endpoint = endpoint;
        this.exchange = exchange;
    }

    @Override
    public Uni<Attempt<SearchAnswer>> search(String query, int maxResults) {
        TavilyApi.SearchRequest request = new TavilyApi.SearchRequest(query, maxResults, "basic", true);
        return exchange.send(new Question(endpoint.provider(), "search", query, null),
                () -> api.search(endpoint.authorization(), request), dialect);
    }
}
