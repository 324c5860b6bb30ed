package dev.tavilypipeline.kit.json;

import java.io.IOException;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.tavilypipeline.contract.ResearchJob;

/** Reads and writes the contract's records as the bytes that travel through Kafka. */
public final class ContractJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule().addDeserializer(Instant.class, new InstantReader()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // money comes out of a tree with every digit that went in
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            // by default "" is read as the id of zeros, 3 as the fourth status and 1.9 credits as 1
            .withCoercionConfigDefaults(c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
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

    /**
     * @throws UnreadableRecordException if the bytes are not such a record, now or ever; its message names the field and
     *         repeats nothing of the content
     */
    public static <T> T read(byte[] json, Class<T> type) {
        if (json == null) {
            throw new UnreadableRecordException("the record has no value");
        }
        if (!Utf8Json.is(json)) {
            throw new UnreadableRecordException("not UTF-8");
        }
        try {
            return required(MAPPER.readValue(json, type));
        } catch (IOException e) {
            throw new UnreadableRecordException(JsonComplaint.of(e).sentence(), e);
        }
    }

    /** @throws UnreadableRecordException as {@link #read} does, and for a job larger than {@link ResearchJob#MAX_BYTES} */
    public static ResearchJob readJob(byte[] json) {
        if (json != null && json.length > ResearchJob.MAX_BYTES) {
            throw new UnreadableRecordException(
                    "a job may have " + ResearchJob.MAX_BYTES + " bytes, this one has " + json.length);
        }
        return read(json, ResearchJob.class);
    }

    /** For what has to be looked at before its type is known. */
    public static JsonNode readTree(byte[] json) {
        return read(json, JsonNode.class);
    }

    /** @throws UnreadableRecordException if the tree is not such a record */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return required(MAPPER.treeToValue(tree, type));
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException(JsonComplaint.of(e).sentence(), e);
        }
    }

    private static <T> T required(T value) {
        if (value == null || (value instanceof JsonNode tree && tree.isNull())) {
            throw new UnreadableRecordException("the record is null");
        }
        return value;
    }
}
