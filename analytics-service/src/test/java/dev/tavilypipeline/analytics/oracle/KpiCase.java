package dev.tavilypipeline.analytics.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request of the matrix. */
public record KpiCase(String resource, Map<String, List<String>> parameters) {

    KpiCase with(String name, String... values) {
        Map<String, List<String>> more = new TreeMap<>(parameters);
        more.put(name, List.of(values));
        return new KpiCase(resource, more);
    }

    KpiCase with(Map<String, List<String>> others) {
        Map<String, List<String>> more = new TreeMap<>(parameters);
        more.putAll(others);
        return new KpiCase(resource, more);
    }

    boolean isCsv() {
        return parameters.getOrDefault("format", List.of()).contains("csv");
    }

    boolean hasRange() {
        return parameters.containsKey("range");
    }

    /** Whether its buckets have all ended, so that time alone does not change the answer. */
    public boolean isOver(Instant now) {
        return !hasRange() && Instant.parse(parameters.get("to").get(0)).isBefore(now);
    }

    public boolean ranksRepricedCosts() {
        return resource.startsWith("costs") && parameters.getOrDefault("cost", List.of()).contains("repriced");
    }

    /** Path and query. */
    @Override
    public String toString() {
        return "/kpis/" + resource + parameters.entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, UTF_8)))
                .collect(Collectors.joining("&", "?", ""));
    }
}
