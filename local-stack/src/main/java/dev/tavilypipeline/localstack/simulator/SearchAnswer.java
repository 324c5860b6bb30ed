package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tavilypipeline.localstack.knowledge.Hit;

/**
 * Tavily's answer to a search.
 *
 * @param responseTime in seconds
 * @param autoParameters only present if requested, like {@code usage}
 */
record SearchAnswer(String query, List<String> followUpQuestions, String answer, List<String> images, List<Result> results,
        double responseTime, @JsonInclude(JsonInclude.Include.NON_NULL) AutoParameters autoParameters,
        @JsonInclude(JsonInclude.Include.NON_NULL) Usage usage, String requestId) {

    static SearchAnswer of(SearchRequest request, List<Hit> hits, Duration latency) {
        return new SearchAnswer(request.query(), null, request.includeAnswer() ? answerFrom(hits) : null, List.of(),
                hits.stream().map(hit -> Result.of(hit, request.includeRawContent())).toList(),
                latency.toMillis() / 1000.0,
                request.autoParameters() ? new AutoParameters(request.topic(), request.searchDepth()) : null,
                request.includeUsage() ? new Usage(request.credits()) : null,
                UUID.randomUUID().toString());
    }

    private static String answerFrom(List<Hit> hits) {
        return hits.isEmpty() ? null : hits.get(0).page().text();
    }

    record Result(String url, String title, String content, double score, String rawContent) {

        static Result of(Hit hit, boolean includeRawContent) {
            return new Result(hit.page().url(), hit.page().title(), hit.page().text(), hit.score(),
                    includeRawContent ? hit.page().title() + "\n\n" + hit.page().text() : null);
        }
    }

    record AutoParameters(String topic, String searchDepth) {
    }

    record Usage(int credits) {
    }
}
