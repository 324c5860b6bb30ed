package dev.tavilypipeline.agent.model;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.agent.call.ProviderJson;
import dev.tavilypipeline.agent.call.ProviderJson.Prefix;
import dev.tavilypipeline.agent.run.CompanySummary;

/**
 * Finds the JSON that was asked for in what a model writes: alone, in a code fence, after reasoning, or in a list of parts. The
 * last object with one of the two fields counts, because reasoning stands before the answer.
 */
final class ChatContent {

    private static final int MAX_CHARACTERS = 200_000;
    private static final int MAX_OBJECTS = 50;
    private static final Pattern REASONING = Pattern.compile("(?s)^.*</think(?:ing)?>|<think(?:ing)?>.*$");
    private static final Set<String> TEXT_PARTS = Set.of("", "text", "output_text");
    private static final List<String> COMPANY_NAME = List.of("company_name", "companyName");
    private static final List<String> INDUSTRY = List.of("industry");

    private final ProviderJson json;

    ChatContent(ProviderJson json) {
        this.json = json;
    }

    /** @return empty if there is no such object */
    Optional<CompanySummary> summary(JsonNode content) {
        if (isSummary(content)) {
            return Optional.of(read(content));
        }
        String text = text(content);
        String answer = REASONING.matcher(text.substring(0, Math.min(text.length(), MAX_CHARACTERS))).replaceAll("");
        JsonNode found = null;
        int at = answer.indexOf('{');
        for (int objects = 0; at >= 0 && objects < MAX_OBJECTS; objects++) {
            Optional<Prefix> object = object(answer.substring(at));
            found = object.map(Prefix::value).filter(ChatContent::isSummary).orElse(found);
            at = answer.indexOf('{', at + object.map(Prefix::length).orElse(1));
        }
        return Optional.ofNullable(found).map(ChatContent::read);
    }

    private Optional<Prefix> object(String text) {
        try {
            return Optional.of(json.readPrefix(text));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode content) {
        return content.isArray()
                ? StreamSupport.stream(content.spliterator(), false).map(ChatContent::partText).collect(Collectors.joining())
                : content.isTextual() ? content.textValue() : "";
    }

    private static String partText(JsonNode part) {
        JsonNode text = part.path("text");
        return part.isTextual() ? part.textValue()
                : TEXT_PARTS.contains(part.path("type").asText(""))
                        ? text.isObject() ? text.path("value").asText("") : text.asText("")
                        : "";
    }

    private static boolean isSummary(JsonNode node) {
        return node.isObject() && (COMPANY_NAME.stream().anyMatch(node::has) || INDUSTRY.stream().anyMatch(node::has));
    }

    private static CompanySummary read(JsonNode object) {
        return new CompanySummary(label(object, COMPANY_NAME), label(object, INDUSTRY));
    }

    /** The first of several labels; null for what is no text. */
    private static String label(JsonNode object, List<String> names) {
        JsonNode value = object.path(names.stream().filter(object::has).findFirst().orElse(""));
        JsonNode label = value.isArray() ? value.path(0) : value;
        return label.isTextual() ? label.textValue() : null;
    }
}
