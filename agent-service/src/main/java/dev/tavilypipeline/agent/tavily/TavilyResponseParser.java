package dev.tavilypipeline.agent.tavily;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ParsedResponse;
import dev.tavilypipeline.agent.call.ProviderJson;
import dev.tavilypipeline.agent.call.ResponseParser;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.agent.run.SearchAnswer.Hit;

/** Reads {@code {"results": [{"title", "url", "content", "score"}], "usage": {"credits"}, "request_id"}}. */
final class TavilyResponseParser implements ResponseParser<SearchAnswer> {

    @Override
    public ParsedResponse<SearchAnswer> parse(byte[] body) throws IOException {
        Body answer = ProviderJson.read(body, Body.class);
        if (answer.results == null) {
            throw new IOException("field 'results' is missing");
        }
        List<Hit> hits = answer.results.stream().flatMap(Result::hit).toList();
        return new ParsedResponse<>(new Success<>(new SearchAnswer(hits)), answer.results.size(),
                Usage.ofCredits(answer.usage == null ? null : answer.usage.credits), answer.requestId);
    }

    /** {@code {"detail": {"error": "…"}}} */
    @Override
    public String errorMessage(byte[] body) throws IOException {
        String error = ProviderJson.readTree(body).path("detail").path("error").asText();
        if (error.isEmpty()) {
            throw new IOException("field 'detail.error' is missing");
        }
        return error;
    }

    record Body(List<Result> results, Credits usage, String requestId) {
    }

    record Credits(Integer credits) {
    }

    record Result(String title, String url, String content, Double score) {

        /** A result that cannot be cited, for want of an address that a browser could open, is none. */
        Stream<Hit> hit() {
            return PageUrl.parse(url)
                    .map(page -> new Hit(title == null || title.isBlank() ? page.getHost() : title, page,
                            content == null ? "" : content, score))
                    .stream();
        }
    }
}
