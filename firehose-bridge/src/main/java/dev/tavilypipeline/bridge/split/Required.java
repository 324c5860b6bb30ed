package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.tavilypipeline.contract.SupportedTimes;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** Checks for required fields. The message names the field as the JSON does. */
final class Required {

    private Required() {
    }

    static void present(boolean isPresent, Supplier<String> field) {
        check(isPresent, field, " is missing");
    }

    static void object(JsonParser json, Supplier<String> field) {
        check(json.currentToken() == JsonToken.START_OBJECT, field, " must be an object");
    }

    static void array(JsonParser json, Supplier<String> field) {
        check(json.currentToken() == JsonToken.START_ARRAY, field, " must be an array");
    }

    static void text(JsonParser json, Supplier<String> field) throws IOException {
        check(json.currentToken() == JsonToken.VALUE_STRING && json.getTextLength() > 0, field,
                " must be a text that is not empty");
    }

    static void wholeNumber(JsonParser json, Supplier<String> field) {
        check(json.currentToken() == JsonToken.VALUE_NUMBER_INT, field, " must be a whole number");
    }

    static Instant instant(JsonParser json, Supplier<String> field) throws IOException {
        text(json, field);
        Instant time;
        try {
            time = Instant.parse(json.getText());
        } catch (DateTimeException e) {
            throw new UnreadableRecordException(message(field, " must be a UTC instant in ISO-8601"), e);
        }
        check(SupportedTimes.contain(time), field, " must be " + SupportedTimes.MEANING);
        return time;
    }

    private static void check(boolean isValid, Supplier<String> field, String problem) {
        if (!isValid) {
            throw new UnreadableRecordException(message(field, problem));
        }
    }

    private static String message(Supplier<String> field, String problem) {
        return "RunEnvelope: required field '" + field.get() + "'" + problem;
    }
}
