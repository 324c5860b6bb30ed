package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tavilypipeline.kit.http.ProblemException;

/** Query parameters of which each may be given once. */
record QueryValues(Map<String, List<String>> query) {

    Optional<String> optional(String name) {
        List<String> given = query.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw ProblemException.badField(name, "query parameter '" + name + "' is given more than once");
        }
        return given.stream().findFirst();
    }

    String oneOf(String name, String otherwise, String... allowed) {
        return oneOf(name, otherwise, Arrays.asList(allowed));
    }

    String oneOf(String name, String otherwise, Collection<String> allowed) {
        String value = optional(name).orElse(otherwise);
        if (!allowed.contains(value)) {
            throw ProblemException.badField(name, "'" + name + "' must be one of " + String.join(", ", allowed));
        }
        return value;
    }
}
