package dev.tavilypipeline.kit.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Reads and writes the contract's records as the bytes that travel through Kafka. */
public final class ContractJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ContractJson() {
    }

    public static byte[] write(Object contractRecord) {
        try {
            return MAPPER.writeValueAsBytes(contractRecord);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contract record could not be written as JSON", e);
        }
    }

    /** @throws UnreadableRecordException if the bytes are not such a record, now or ever */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(json, bytes -> MAPPER.readValue(bytes, type));
    }

    /** For what has to be looked at before its type is known. */
    public static JsonNode readTree(byte[] json) {
        return read(json, MAPPER::readTree);
    }

    /** @throws UnreadableRecordException if the tree is not such a record */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException(firstLine(e), e);
        }
    }

    private static <T> T read(byte[] json, Parser<T> parser) {
        if (json == null) {
            throw new UnreadableRecordException("the record has no value");
        }
        try {
            return parser.parse(json);
        } catch (IOException e) {
            throw new UnreadableRecordException(firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    }

    private interface Parser<T> {
        T parse(byte[] json) throws IOException;
    }
}
