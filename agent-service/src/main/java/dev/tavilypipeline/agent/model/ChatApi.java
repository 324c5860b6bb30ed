package dev.tavilypipeline.agent.model;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.smallrye.mutiny.Uni;

/** https://platform.openai.com/docs/api-reference/chat/create, which many model servers speak. */
@Path("/chat/completions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface ChatApi {

    @POST
    Uni<Response> complete(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, ChatRequest request);

    record ChatRequest(
            @JsonProperty("model") String model,
            @JsonProperty("messages") List<ChatMessage> messages,
            @JsonProperty("response_format") Map<String, Object> responseFormat) {
    }

    record ChatMessage(@JsonProperty("role") String role, @JsonProperty("content") String content) {
    }
}
