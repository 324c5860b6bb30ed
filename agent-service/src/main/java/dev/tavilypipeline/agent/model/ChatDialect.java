package dev.tavilypipeline.agent.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tavilypipeline.agent.call.Dialect;
import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Answer;
import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import dev.tavilypipeline.agent.call.ProviderJson;
import dev.tavilypipeline.agent.call.Reading;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.Identity;
import dev.tavilypipeline.contract.ErrorType;

/** Reads a chat completion whose message is the JSON that was asked for. */
final class ChatDialect implements Dialect<Identity> {

    @Override
    public Reading<Identity> answer(byte[] body) throws IOException {
        Completion completion = ProviderJson.read(body, Completion.class);
        return new Reading<>(outcome(completion), null, usage(completion.usage), completion.id);
    }

    /** {@code {"error": {"message": "…"}}} */
    @Override
    public String error(byte[] body) throws IOException {
        String error = ProviderJson.readTree(body).path("error").path("message").asText();
        if (error.isEmpty()) {
            throw new IOException("field 'error.message' is missing");
        }
        return error;
    }

    private static Outcome<Identity> outcome(Completion completion) {
        if (completion.choices == null || completion.choices.isEmpty() || completion.choices.get(0).message == null) {
            return NoAnswer.because(ErrorType.INVALID_RESPONSE, "field 'choices' has no message");
        }
        Choice choice = completion.choices.get(0);
        if (choice.message.refusal != null) {
            return NoAnswer.because(ErrorType.REFUSED, choice.message.refusal);
        }
        if ("content_filter".equals(choice.finishReason)) {
            return NoAnswer.because(ErrorType.REFUSED, "the answer was withheld by the provider's content filter");
        }
        if ("length".equals(choice.finishReason)) {
            return NoAnswer.because(ErrorType.INVALID_RESPONSE, "the answer was cut off for its length");
        }
        return identity(choice.message.content);
    }

    private static Outcome<Identity> identity(String content) {
        try {
            return new Answer<>(ProviderJson.read(content == null ? null : content.getBytes(StandardCharsets.UTF_8),
                    Identity.class));
        } catch (IOException e) {
            return NoAnswer.because(ErrorType.INVALID_RESPONSE, "the message is not the JSON asked for: " + e.getMessage());
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
