package dev.tavilypipeline.kit.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

/**
 * What is wrong with JSON that could not be read: by field or place, never by what stood there. It goes into logs, headers
 * and answers, and the content may be what somebody asked for.
 *
 * @param field its path, such as {@code run_steps[0].status}; empty where the document itself is at fault
 */
public record JsonComplaint(String field, String what) {

    private static final int MAX_TYPE_LENGTH = 64;

    public static JsonComplaint of(IOException e) {
        String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return new JsonComplaint(field, what(e));
    }

    /** For people: {@code field 'max_sources': not a valid whole number}. */
    public String sentence() {
        return field.isEmpty() ? what : "field '" + field + "': " + what;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String what(IOException e) {
        if (e instanceof InvalidTypeIdException unknown) {
            return unknownType(unknown.getTypeId());
        }
        if (e instanceof UnrecognizedPropertyException) {
            return "not known";
        }
        if (e instanceof MismatchedInputException mismatched) {
            return mismatch(mismatched);
        }
        if (e instanceof ValueInstantiationException refused && refused.getCause() instanceof IllegalArgumentException why) {
            return why.getMessage();
        }
        // within an object, the parser's own exception comes wrapped
        return notReadable(e.getCause() instanceof StreamReadException cause ? cause : e);
    }

    private static String unknownType(String type) {
        return type == null ? "required field 'type' is missing"
                : "unknown type '" + type.substring(0, Math.min(type.length(), MAX_TYPE_LENGTH)) + "'";
    }

    /** By the beginnings of the parser's messages, which it tells apart in no other way. */
    private static String mismatch(MismatchedInputException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Missing required")) {
            return "required, but missing";
        }
        if (message.startsWith("Cannot map `null`")) {
            return "required, but null";
        }
        if (message.startsWith("No content")) {
            return "nothing there";
        }
        if (message.startsWith("Trailing token")) {
            return "something stands behind its end";
        }
        return e.getTargetType() == null ? "not what is expected" : "not a valid " + JsonTypeName.of(e.getTargetType());
    }

    private static String notReadable(IOException e) {
        if (e instanceof InputCoercionException number) {
            return "not a valid " + JsonTypeName.of(number.getTargetType());
        }
        JsonLocation place = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return place == null ? "not valid JSON"
                : "not valid JSON at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
