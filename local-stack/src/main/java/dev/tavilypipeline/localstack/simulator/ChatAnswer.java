package dev.tavilypipeline.localstack.simulator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** OpenAI's answer to a request for a chat completion; {@code created} in seconds since 1970. */
record ChatAnswer(String id, String object, long created, String model, List<Choice> choices, Usage usage, String serviceTier,
        String systemFingerprint) {

    static ChatAnswer of(ChatRequest request, String content, boolean repeated) {
        return new ChatAnswer("chatcmpl-" + UUID.randomUUID().toString().replace("-", ""), "chat.completion",
                Instant.now().getEpochSecond(), request.model(),
                List.of(new Choice(0, new Message("assistant", content, null, List.of()), null, "stop")),
                Usage.of(request.promptCharacters(), content.length(), repeated), "default", "fp_simulator");
    }

    record Choice(int index, Message message, Object logprobs, String finishReason) {
    }

    record Message(String role, String content, String refusal, List<Object> annotations) {
    }

    record Usage(int promptTokens, int completionTokens, int totalTokens, PromptDetails promptTokensDetails,
            CompletionDetails completionTokensDetails) {

        private static final int CHARACTERS_A_TOKEN = 4;
        /** The real one caches prompts from this length on, in steps. */
        private static final int CACHED_FROM = 1024;
        private static final int CACHED_STEP = 128;

        static Usage of(int promptCharacters, int contentCharacters, boolean repeated) {
            int prompt = tokens(promptCharacters);
            int completion = tokens(contentCharacters);
            int cached = repeated && prompt >= CACHED_FROM ? prompt / CACHED_STEP * CACHED_STEP : 0;
            return new Usage(prompt, completion, prompt + completion, new PromptDetails(cached, 0),
                    new CompletionDetails(0, 0, 0, 0));
        }

        private static int tokens(int characters) {
            return (characters + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
        }
    }

    record PromptDetails(int cachedTokens, int audioTokens) {
    }

    record CompletionDetails(int reasoningTokens, int audioTokens, int acceptedPredictionTokens, int rejectedPredictionTokens) {
    }
}
