package dev.tavilypipeline.agent.call;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads what providers and models write, including {@code NaN} and commas before a closing bracket. The number of values is
 * limited, because a body of a few megabytes of {@code {},} needs thirty times its size as a tree.
 */
public final class ProviderJson {

    private static final int MAX_TOKENS = 100_000;
    private static final int MAX_DEPTH = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).maxNestingDepth(MAX_DEPTH).build())
            .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final Redactor redactor;

    public ProviderJson(Redactor redactor) {
        this.redactor = redactor;
    }

    /** @throws IOException if it is not one JSON value */
    JsonNode read(byte[] body) throws IOException {
        String text = new String(body, StandardCharsets.UTF_8);
        try (JsonParser parser = parser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            JsonNode value = MAPPER.readTree(parser);
            if (value == null || parser.nextToken() != null) {
                throw new IOException("not one JSON value");
            }
            return value;
        }
    }

    /**
     * @param text that begins with a JSON value and may go on
     * @return the value and where it ends
     * @throws IOException if there is none
     */
    public Prefix readPrefix(String text) throws IOException {
        try (JsonParser parser = parser(text)) {
            JsonNode value = MAPPER.readTree(parser);
            if (value == null) {
                throw new IOException("no JSON value");
            }
            return new Prefix(value, (int) parser.currentLocation().getCharOffset());
        }
    }

    /** @param length in characters */
    public record Prefix(JsonNode value, int length) {
    }

    private JsonParser parser(String text) throws IOException {
        return new JsonParserDelegate(MAPPER.createParser(text)) {
            @Override
            public String getText() throws IOException {
                return currentToken() == JsonToken.VALUE_STRING
                        ? redactor.redact(super.getText())
                        : super.getText();
            }
        };
    }
}
