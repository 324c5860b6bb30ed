package dev.tavilypipeline.agent.tavily;

import java.util.function.Function;

import dev.tavilypipeline.agent.call.Call;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.Endpoint;
import dev.tavilypipeline.agent.call.ProviderCall;
import dev.tavilypipeline.agent.call.ProviderRequest;
import dev.tavilypipeline.agent.run.Search;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.agent.run.SearchRequest;
import io.smallrye.mutiny.Multi;

/** Tavily's search, or the simulator's, which has the same interface. */
final class TavilySearch implements Search {

    private final Function<ProviderRequest, Multi<byte[]>> post;
    private final Endpoint endpoint;
    private final ProviderCall providerCall;
    private final TavilyResponseParser parser = new TavilyResponseParser();

    TavilySearch(Function<ProviderRequest, Multi<byte[]>> post, Endpoint endpoint, ProviderCall providerCall) {
        this.post = post;
        this.endpoint = endpoint;
        this.providerCall = providerCall;
    }

    @Override
    public Call<SearchAnswer> search(SearchRequest request) {
        CallDescription description = new CallDescription(endpoint.provider(), CallDescription.SEARCH, request.query(), null);
        SearchQuery query = new SearchQuery(request.query(), request.maxResults(), request.depth(), request.topic(),
                true);
        return new Call<>(description, brokenOff -> providerCall.send(description, endpoint, new ProviderRequest(query),
                post, parser, brokenOff));
    }
}
