package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.tavilypipeline.contract.SupportedTimes;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** What an envelope must have; refuses it by naming the field as it stands in the JSON. */
final class Required {

    private Required() {
    }

    static void present(boolean present, Supplier<String> field) {
        that(present, field, " is missing");
    }

    static void object(JsonParser json, Supplier<String> field) {
        that(json.currentToken() == JsonToken.START_OBJECT, field, " must be an object");
    }

    static void array(JsonParser json, Supplier<String> field) {
        that(json.currentToken() == JsonToken.START_ARRAY, field, " must be an array");
    }

    static void text(JsonParser json, Supplier<String> field) throws IOException {
        that(json.currentToken() == JsonToken.VALUE_STRING && json.getTextLength() > 0, field,
                " must be a text that is not empty");
    }

    static void wholeNumber(JsonParser json, Supplier<String> field) {
        that(json.currentToken() == JsonToken.VALUE_NUMBER_INT, field, " must be a whole number");
    }

    static Instant instant(JsonParser json, Supplier<String> field) throws IOException {
        text(json, field);
        Instant time;
        try {
            time = Instant.parse(json.getText());
        } catch (DateTimeException e) {
            throw new UnreadableRecordException(complaint(field, " must be a UTC instant in ISO-8601"), e);
        }
        that(SupportedTimes.contain(time), field, " must be " + SupportedTimes.MEANING);
        return time;
    }

    private static void that(boolean holds, Supplier<String> field, String complaint) {
        if (!holds) {
            throw new UnreadableRecordException(complaint(field, complaint));
        }
    }

    private static String complaint(Supplier<String> field, String what) {
        return "RunEnvelope: required field '" + field.get() + "'" + what;
    }
}
