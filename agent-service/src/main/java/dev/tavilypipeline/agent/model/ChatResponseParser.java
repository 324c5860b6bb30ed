package dev.tavilypipeline.agent.model;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ProviderJson;
import dev.tavilypipeline.agent.call.ResponseParser;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.CompanySummary;
import dev.tavilypipeline.contract.ErrorType;

/** Reads a chat completion whose message is the JSON that was asked for. */
final class ChatResponseParser implements ResponseParser<CompanySummary> {

    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    private final ChatContent content;
    private final Predicate<String> changesRequest;

    /** @param changesRequest whether the next request is another one because of the server's complaint about this one */
    ChatResponseParser(ProviderJson json, Predicate<String> changesRequest) {
        this.content = new ChatContent(json);
        this.changesRequest = changesRequest;
    }

    @Override
    public Usage usage(JsonNode body) {
        return ChatUsage.of(body.path("usage"));
    }

    @Override
    public String requestId(JsonNode body) {
        return body.path("id").textValue();
    }

    @Override
    public Outcome<CompanySummary> outcome(JsonNode body) {
        JsonNode choice = StreamSupport.stream(body.path("choices").spliterator(), false)
                .filter(each -> each.path("message").isObject())
                .findFirst().orElse(MissingNode.getInstance());
        if (choice.isMissingNode()) {
            return Failure.because(ErrorType.INVALID_RESPONSE, "the answer has no message");
        }
        JsonNode message = choice.path("message");
        String refusal = message.path("refusal").isTextual() ? message.path("refusal").textValue() : "";
        String finishReason = choice.path("finish_reason").asText("");
        if (!refusal.isBlank()) {
            return Failure.because(ErrorType.REFUSED, refusal);
        }
        if (finishReason.equals("content_filter")) {
            return Failure.because(ErrorType.REFUSED, "the answer was withheld by the provider's content filter");
        }
        Optional<CompanySummary> summary = content.summary(message.path("content"));
        return summary.<Outcome<CompanySummary>> map(Success::new)
                .orElseGet(() -> Failure.because(ErrorType.INVALID_RESPONSE, finishReason.equals("length")
                        ? "the answer was cut off for its length"
                        : "the message has no JSON object with company_name or industry"));
    }

    @Override
    public Failure<CompanySummary> refused(int status, Failure<CompanySummary> failure) {
        boolean changes = (status == BAD_REQUEST || status == UNPROCESSABLE) && changesRequest.test(failure.message());
        return new Failure<>(failure.errorType(), failure.message(), failure.retryAfter(), changes);
    }
}
