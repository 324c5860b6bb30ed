package dev.tavilypipeline.collector.projection;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.contract.RunEvent;

/** The types of run events that this version knows. A newer agent may write others, which are stored and counted. */
final class RunEventTypes {

    private static final Set<String> KNOWN = Arrays
            .stream(RunEvent.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name)
            .collect(Collectors.toUnmodifiableSet());

    private RunEventTypes() {
    }

    static boolean isKnown(JsonNode event) {
        return KNOWN.contains(event.path("type").asText());
    }
}
