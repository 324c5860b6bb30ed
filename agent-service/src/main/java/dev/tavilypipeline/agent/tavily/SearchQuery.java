package dev.tavilypipeline.agent.tavily;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * https://docs.tavily.com/documentation/api-reference/endpoint/search
 *
 * @param includeUsage without it Tavily does not say what the search cost
 */
record SearchQuery(
        @JsonProperty("query") String query,
        @JsonProperty("max_results") int maxResults,
        @JsonProperty("search_depth") String searchDepth,
        @JsonProperty("topic") String topic,
        @JsonProperty("include_usage") boolean includeUsage) {

    static final String OPERATION = "/search";
}
