package dev.tavilypipeline.localstack.simulator;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.localstack.knowledge.Hit;
import dev.tavilypipeline.localstack.knowledge.Knowledge;

/** https://docs.tavily.com/documentation/api-reference/endpoint/search */
final class TavilyProvider implements Provider {

    static final String PATH = "/search";

    private final Knowledge knowledge;

    TavilyProvider(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public ParsedRequest parse(JsonNode body) throws RefusedException {
        return new Search(SearchRequest.of(body));
    }

    @Override
    public Answer unauthorized() {
        return error(401, "Unauthorized: missing or invalid API key.");
    }

    @Override
    public Answer unreadable() {
        return error(422, "The body is not a JSON object.");
    }

    @Override
    public Answer rateLimited(int retryAfterSeconds) {
        return error(429, "Your request has been blocked due to excessive requests. Please reduce rate of requests.")
                .with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    @Override
    public Answer quotaExceeded() {
        return error(432, "This request exceeds your plan's set usage limit. Please upgrade your plan.");
    }

    @Override
    public Answer serverError() {
        return error(500, "Internal Server Error");
    }

    static Answer error(int status, String message) {
        return Answer.error(status, SimulatorJson.write(Map.of("detail", Map.of("error", message))));
    }

    private final class Search implements ParsedRequest {

        private final SearchRequest request;

        Search(SearchRequest request) {
            this.request = request;
        }

        @Override
        public String subject() {
            return request.query();
        }

        @Override
        public String query() {
            return request.query();
        }

        @Override
        public String model() {
            return null;
        }

        @Override
        public Answer answer(Outcome outcome) {
            return found(knowledge.search(request.query(), request.maxResults()), outcome);
        }

        @Override
        public Answer emptyAnswer(Outcome outcome) {
            return found(List.of(), outcome);
        }

        private Answer found(List<Hit> hits, Outcome outcome) {
            SearchAnswer answer = SearchAnswer.of(request, hits, outcome.latency());
            return Answer.of(SimulatorJson.write(answer),
                    new UsageFigures(hits.size(), request.credits(), 0, 0, 0, answer.requestId()));
        }
    }
}
