package dev.tavilypipeline.localstack.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.localstack.knowledge.Identity;

/**
 * A request for a chat completion.
 *
 * @param userText the text of the user's messages
 * @param promptCharacters the length of all messages
 * @param properties the properties of the requested JSON schema; empty for any JSON
 * @param json whether JSON was requested
 */
record ChatRequest(String model, String userText, int promptCharacters, List<String> properties, boolean json) {

    private static final List<String> KNOWN_PROPERTIES = List.of("company_name", "industry");

    /** @throws RefusedException with status 400, as the real one, for missing fields and wrong types */
    static ChatRequest of(JsonNode body) throws RefusedException {
        Fields fields = new Fields(body, (field, expected) -> invalid("invalid_type", field,
                "Invalid type for '" + field + "': expected a value of type " + expected + "."));
        String model = fields.text("model");
        if (model == null || model.isBlank()) {
            throw new RefusedException(invalid(null, null, "you must provide a model parameter"));
        }
        if (!fields.has("messages")) {
            throw new RefusedException(invalid("missing_required_parameter", "messages",
                    "Missing required parameter: 'messages'."));
        }
        JsonNode messages = fields.array("messages");
        if (messages.isEmpty()) {
            throw new RefusedException(invalid("empty_array", "messages",
                    "Invalid 'messages': empty array. Expected an array with minimum length 1."));
        }
        StringBuilder user = new StringBuilder();
        int characters = 0;
        for (JsonNode message : messages) {
            String text = text(message.path("content"));
            characters += text.length();
            if (message.path("role").asText().equals("user")) {
                user.append(text).append('\n');
            }
        }
        JsonNode format = body.path("response_format");
        List<String> properties = new ArrayList<>();
        format.path("json_schema").path("schema").path("properties").fieldNames().forEachRemaining(properties::add);
        return new ChatRequest(model, user.toString(), characters, List.copyOf(properties),
                format.path("type").asText("text").startsWith("json"));
    }

    /** The message: JSON with the schema's properties, null for unknown values, or a sentence. */
    String content(Identity identity) {
        if (!json) {
            return identity.companyName() == null
                    ? "I do not know this company."
                    : identity.companyName() + (identity.industry() == null ? "" : " (" + identity.industry() + ")");
        }
        Map<String, String> content = new LinkedHashMap<>();
        for (String property : properties.isEmpty() ? KNOWN_PROPERTIES : properties) {
            content.put(property, switch (property) {
                case "company_name" -> identity.companyName();
                case "industry" -> identity.industry();
                default -> null;
            });
        }
        return SimulatorJson.write(content);
    }

    /** A message's content is a text, or a list of parts of which some are texts. */
    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")).append('\n'));
        return text.toString();
    }

    private static Answer invalid(String code, String param, String message) {
        return ChatProvider.error(400, "invalid_request_error", code, param, message);
    }
}
