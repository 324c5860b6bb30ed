package dev.tavilypipeline.kit.json;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads times as the contract has them, ISO-8601 text, and no other. Jackson's own reader also takes numbers, whose unit
 * nobody knows, and both it and the JDK need ten times as long for it.
 */
final class InstantReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    private static final int AFTER_THE_DATE = "2026-01-31".length();

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, json);
        }
        String text = json.getText();
        try {
            // that library takes a space there too, which ISO-8601 does not
            return text.indexOf('T') == AFTER_THE_DATE ? ITU.parseDateTime(text).toInstant() : unusual(text, context);
        } catch (DateTimeException e) {
            return unusual(text, context);
        }
    }

    /** What the JDK reads and that library does not, such as a leap second. */
    private static Instant unusual(String text, DeserializationContext context) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "no ISO-8601 instant");
        }
    }
}
