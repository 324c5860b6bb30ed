package dev.tavilypipeline.agent.model;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.agent.call.ProviderRequest;
import io.smallrye.mutiny.Multi;

/** https://platform.openai.com/docs/api-reference/chat/create, which many model servers speak. */
@Path(ChatApi.COMPLETIONS)
@Consumes(MediaType.APPLICATION_JSON)
interface ChatApi {

    String COMPLETIONS = "/chat/completions";

    /** @param request with a {@link ChatRequest} */
    @POST
    Multi<byte[]> complete(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, ProviderRequest request);

    /**
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
    }

    record ChatMessage(@JsonProperty("role") String role, @JsonProperty("content") String content) {
    }
}
