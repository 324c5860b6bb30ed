package dev.tavilypipeline.agent.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How strictly a model is held to the JSON that is asked for, the strictest first. */
enum OutputFormat {

    JSON_SCHEMA,
    JSON_OBJECT,
    TEXT;

    private static final Map<String, Object> NULLABLE_STRING = Map.of("type", List.of("string", "null"));

    private static final Map<String, Object> SCHEMA = Map.of(
            "type", "object",
            "properties", Map.of("company_name", NULLABLE_STRING, "industry", NULLABLE_STRING),
            "required", List.of("company_name", "industry"),
            "additionalProperties", false);

    /** @return empty for {@code auto}: the strictest that the server accepts */
    static Optional<OutputFormat> fixed(String setting) {
        return Stream.of(values()).filter(format -> format.wireName().equals(setting)).findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The {@code response_format} of a request, or null. */
    Map<String, Object> responseFormat() {
        return switch (this) {
            case JSON_SCHEMA -> Map.of("type", wireName(),
                    "json_schema", Map.of("name", "company", "strict", true, "schema", SCHEMA));
            case JSON_OBJECT -> Map.of("type", wireName());
            case TEXT -> null;
        };
    }

    Optional<OutputFormat> weaker() {
        return switch (this) {
            case JSON_SCHEMA -> Optional.of(JSON_OBJECT);
            case JSON_OBJECT -> Optional.of(TEXT);
            case TEXT -> Optional.empty();
        };
    }
}
