package dev.tavilypipeline.agent.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * https://platform.openai.com/docs/api-reference/chat/create, which many model servers speak.
 *
 * @param maxTokens what older servers call the limit of the answer; null if another field has it
 * @param responseFormat null for plain text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatRequest(
        @JsonProperty("model") String model,
        @JsonProperty("messages") List<ChatMessage> messages,
        @JsonProperty("stream") boolean stream,
        @JsonProperty("max_tokens") Integer maxTokens,
        @JsonProperty("max_completion_tokens") Integer maxCompletionTokens,
        @JsonProperty("response_format") Map<String, Object> responseFormat) {

    static final String OPERATION = "/chat/completions";

    record ChatMessage(@JsonProperty("role") String role, @JsonProperty("content") String content) {
    }
}
