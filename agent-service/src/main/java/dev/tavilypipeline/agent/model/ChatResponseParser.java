package dev.tavilypipeline.agent.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ParsedResponse;
import dev.tavilypipeline.agent.call.ProviderJson;
import dev.tavilypipeline.agent.call.ResponseParser;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.CompanySummary;
import dev.tavilypipeline.contract.ErrorType;

/** Reads a chat completion whose message is the JSON that was asked for. */
final class ChatResponseParser implements ResponseParser<CompanySummary> {

    @Override
    public ParsedResponse<CompanySummary> parse(byte[] body) throws IOException {
        Completion completion = ProviderJson.read(body, Completion.class);
        return new ParsedResponse<>(outcome(completion), null, usage(completion.usage), completion.id);
    }

    /** {@code {"error": {"message": "…"}}} */
    @Override
    public String errorMessage(byte[] body) throws IOException {
        String error = ProviderJson.readTree(body).path("error").path("message").asText();
        if (error.isEmpty()) {
            throw new IOException("field 'error.message' is missing");
        }
        return error;
    }

    private static Outcome<CompanySummary> outcome(Completion completion) {
        if (completion.choices == null || completion.choices.isEmpty() || completion.choices.get(0).message == null) {
            return Failure.because(ErrorType.INVALID_RESPONSE, "field 'choices' has no message");
        }
        Choice choice = completion.choices.get(0);
        if (choice.message.refusal != null) {
            return Failure.because(ErrorType.REFUSED, choice.message.refusal);
        }
        if ("content_filter".equals(choice.finishReason)) {
            return Failure.because(ErrorType.REFUSED, "the answer was withheld by the provider's content filter");
        }
        if ("length".equals(choice.finishReason)) {
            return Failure.because(ErrorType.INVALID_RESPONSE, "the answer was cut off for its length");
        }
        return summary(choice.message.content);
    }

    private static Outcome<CompanySummary> summary(String content) {
        try {
            return new Success<>(ProviderJson.read(content == null ? null : content.getBytes(StandardCharsets.UTF_8),
                    CompanySummary.class));
        } catch (IOException e) {
            return Failure.because(ErrorType.INVALID_RESPONSE, "the message is not the JSON asked for: " + e.getMessage());
        }
    }

    private static Usage usage(Tokens tokens) {
        if (tokens == null) {
            return Usage.UNKNOWN;
        }
        Integer cached = tokens.promptTokensDetails == null ? null : tokens.promptTokensDetails.cachedTokens;
        return new Usage(null, tokens.promptTokens, cached, tokens.completionTokens);
    }

    record Completion(String id, List<Choice> choices, Tokens usage) {
    }

    record Choice(Reply message, String finishReason) {
    }

    record Reply(String content, String refusal) {
    }

    record Tokens(Integer promptTokens, Integer completionTokens, PromptDetails promptTokensDetails) {
    }

    record PromptDetails(Integer cachedTokens) {
    }
}
