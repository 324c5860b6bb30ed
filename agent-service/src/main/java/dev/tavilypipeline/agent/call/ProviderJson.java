package dev.tavilypipeline.agent.call;

import java.io.IOException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads what providers send: they add fields whenever they like. */
public final class ProviderJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProviderJson() {
    }

    /** @throws IOException if it is not such a value; an empty body and {@code null} are none either */
    public static <T> T read(byte[] body, Class<T> type) throws IOException {
        T value = body == null ? null : MAPPER.readValue(body, type);
        if (value == null) {
            throw new IOException("the body is empty");
        }
        return value;
    }

    public static JsonNode readTree(byte[] body) throws IOException {
        return read(body, JsonNode.class);
    }
}
