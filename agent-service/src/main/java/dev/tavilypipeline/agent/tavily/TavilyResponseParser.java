package dev.tavilypipeline.agent.tavily;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.agent.call.Figures;
import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ResponseParser;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.contract.ErrorType;

/**
 * Reads {@code {"results": [{"title", "url", "content", "score"}], "usage": {"credits"}, "request_id"}}. A result that is no
 * object is passed over, and a field of another type is as if it were missing.
 */
final class TavilyResponseParser implements ResponseParser<SearchAnswer> {

    @Override
    public Usage usage(JsonNode body) {
        return Usage.ofCredits(Figures.credits(body.path("usage").path("credits")));
    }

    @Override
    public String requestId(JsonNode body) {
        return body.path("request_id").textValue();
    }

    @Override
    public Integer results(JsonNode body) {
        return (int) objects(body).count();
    }

    @Override
    public Outcome<SearchAnswer> outcome(JsonNode body) {
        if (!body.path("results").isArray()) {
            return Failure.because(ErrorType.INVALID_RESPONSE, "the answer has no list of results");
        }
        List<Hit> hits = objects(body).flatMap(result -> hit(result).stream()).toList();
        return new Success<>(new SearchAnswer(hits));
    }

    private static Stream<JsonNode> objects(JsonNode body) {
        return StreamSupport.stream(body.path("results").spliterator(), false).filter(JsonNode::isObject);
    }

    /** A result that cannot be cited, for want of an address that a browser could open, is none. */
    private static Optional<Hit> hit(JsonNode result) {
        return PageUrl.parse(result.path("url").textValue()).map(page -> new Hit(title(result, page), page,
                result.path("content").asText(""), Figures.share(result.path("score"))));
    }

    private static String title(JsonNode result, URI page) {
        String title = result.path("title").isTextual() ? result.path("title").textValue() : "";
        return title.isBlank() ? page.getRawAuthority() : title;
    }
}
