package dev.tavilypipeline.localstack.simulator;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON with snake_case names. */
final class SimulatorJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private SimulatorJson() {
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) { // never: all values are our own
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(byte[] json) throws JsonProcessingException {
        return MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
    }

    static <T> T read(byte[] json, Class<T> type) throws JsonProcessingException {
        return MAPPER.readValue(new String(json, StandardCharsets.UTF_8), type);
    }
}
