package dev.tavilypipeline.localstack.simulator;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** The parameters of a search that change its answer; Tavily's others are accepted and ignored. */
record SearchRequest(String query, String searchDepth, String topic, int maxResults, boolean includeAnswer,
        boolean includeRawContent, boolean includeUsage, boolean autoParameters) {

    private static final int MAX_QUERY_LENGTH = 400;
    private static final int MAX_RESULTS = 20;
    private static final List<String> DEPTHS = List.of("basic", "advanced", "fast", "ultra-fast");
    private static final List<String> TOPICS = List.of("general", "news", "finance");

    /** @throws RefusedException 400 for values that Tavily refuses, 422 for wrong types */
    static SearchRequest of(JsonNode body) throws RefusedException {
        Fields fields = new Fields(body, (field, expected) -> TavilyProvider.error(422,
                field + ": Input should be a valid " + expected));
        String query = fields.text("query");
        if (query == null || query.isBlank()) {
            throw invalid("Query is missing.");
        }
        if (query.length() > MAX_QUERY_LENGTH) {
            throw invalid("Query is too long. Max query length is " + MAX_QUERY_LENGTH + " characters.");
        }
        int maxResults = fields.integer("max_results", 5);
        if (maxResults < 0 || maxResults > MAX_RESULTS) {
            throw invalid("Invalid max_results. Must be between 0 and " + MAX_RESULTS + ".");
        }
        return new SearchRequest(query, oneOf(DEPTHS, fields, "search_depth"), oneOf(TOPICS, fields, "topic"), maxResults,
                fields.flagOrKind("include_answer"), fields.flagOrKind("include_raw_content"), fields.flag("include_usage"),
                fields.flag("auto_parameters"));
    }

    int credits() {
        return searchDepth.equals("advanced") ? 2 : 1;
    }

    /** The first one is the default. */
    private static String oneOf(List<String> known, Fields fields, String field) throws RefusedException {
        String value = fields.text(field);
        if (value == null) {
            return known.get(0);
        }
        if (!known.contains(value)) {
            throw invalid("Invalid " + field + ". Must be one of " + String.join(", ", known) + ".");
        }
        return value;
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(TavilyProvider.error(400, message));
    }
}
