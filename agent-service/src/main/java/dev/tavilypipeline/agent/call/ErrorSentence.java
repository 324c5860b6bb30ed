package dev.tavilypipeline.agent.call;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Finds the sentence in the error of a provider. Servers write {@code {"error": {"message": "…"}}}, {@code {"error": "…"}},
 * {@code {"detail": "…"}}, {@code {"detail": {"error": "…"}}}, {@code {"detail": [{"loc": […], "msg": "…"}]}} and
 * {@code {"message": "…"}}.
 */
final class ErrorSentence {

    private static final int MAX_CHARACTERS = 500;
    private static final int MAX_SENTENCES = 3;

    /** Outermost first. */
    private static final List<String> FIELDS = List.of("error", "detail", "message", "msg", "error_description", "errors");

    private ErrorSentence() {
    }

    static Optional<String> in(JsonNode body) {
        return sentence(body, FIELDS.size()).map(text -> OneLine.of(text, MAX_CHARACTERS)).filter(text -> !text.isEmpty());
    }

    private static Optional<String> sentence(JsonNode node, int depth) {
        if (node.isTextual()) {
            return Optional.of(node.textValue()).filter(text -> !text.isBlank());
        }
        if (depth == 0) {
            return Optional.empty();
        }
        if (node.isArray()) {
            String all = StreamSupport.stream(node.spliterator(), false)
                    .flatMap(part -> part.isTextual() || part.isObject() ? sentence(part, depth - 1).stream() : Stream.of())
                    .limit(MAX_SENTENCES).collect(Collectors.joining("; "));
            return Optional.of(all).filter(text -> !text.isEmpty());
        }
        return FIELDS.stream().flatMap(field -> sentence(node.path(field), depth - 1).stream()).findFirst();
    }
}
