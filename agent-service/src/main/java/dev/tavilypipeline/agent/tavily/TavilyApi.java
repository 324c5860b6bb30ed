package dev.tavilypipeline.agent.tavily;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.smallrye.mutiny.Uni;

/** https://docs.tavily.com/documentation/api-reference/endpoint/search */
@Path("/search")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface TavilyApi {

    @POST
    Uni<Response> search(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, Query query);

    /** @param includeUsage without it Tavily does not say what the search cost */
    record Query(
            @JsonProperty("query") String query,
            @JsonProperty("max_results") int maxResults,
            @JsonProperty("search_depth") String searchDepth,
            @JsonProperty("topic") String topic,
            @JsonProperty("include_usage") boolean includeUsage) {
    }
}
