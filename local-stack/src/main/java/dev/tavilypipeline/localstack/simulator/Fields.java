package dev.tavilypipeline.localstack.simulator;

import java.util.function.BiFunction;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the fields of a request's JSON object; a null is absent. */
final class Fields {

    private final JsonNode object;
    private final BiFunction<String, String, Answer> wrongType;

    /** @param wrongType the provider's answer to a field of a wrong type, by field and expected type */
    Fields(JsonNode object, BiFunction<String, String, Answer> wrongType) {
        this.object = object;
        this.wrongType = wrongType;
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** @return null if absent */
    String text(String field) throws RefusedException {
        return has(field) ? value(field, "string", JsonNode::isTextual).textValue() : null;
    }

    int integer(String field, int otherwise) throws RefusedException {
        return has(field) ? value(field, "integer", JsonNode::canConvertToInt).intValue() : otherwise;
    }

    boolean flag(String field) throws RefusedException {
        return has(field) && value(field, "boolean", JsonNode::isBoolean).booleanValue();
    }

    /** True, or a text that names a kind. */
    boolean flagOrKind(String field) throws RefusedException {
        return has(field) && value(field, "boolean", node -> node.isBoolean() || node.isTextual()).asBoolean(true);
    }

    JsonNode array(String field) throws RefusedException {
        return value(field, "array", JsonNode::isArray);
    }

    private JsonNode value(String field, String expected, Predicate<JsonNode> fits) throws RefusedException {
        JsonNode value = object.path(field);
        if (!fits.test(value)) {
            throw new RefusedException(wrongType.apply(field, expected));
        }
        return value;
    }
}
