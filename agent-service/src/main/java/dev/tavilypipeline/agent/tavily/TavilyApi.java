package dev.tavilypipeline.agent.tavily;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.agent.call.ProviderRequest;
import io.smallrye.mutiny.Multi;

/** https://docs.tavily.com/documentation/api-reference/endpoint/search */
@Path(TavilyApi.SEARCH)
@Consumes(MediaType.APPLICATION_JSON)
interface TavilyApi {

    String SEARCH = "/search";

    /** @param request with a {@link Query} */
    @POST
    Multi<byte[]> search(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, ProviderRequest request);

    /** @param includeUsage without it Tavily does not say what the search cost */
    record Query(
            @JsonProperty("query") String query,
            @JsonProperty("max_results") int maxResults,
            @JsonProperty("search_depth") String searchDepth,
            @JsonProperty("topic") String topic,
            @JsonProperty("include_usage") boolean includeUsage) {
    }
}
