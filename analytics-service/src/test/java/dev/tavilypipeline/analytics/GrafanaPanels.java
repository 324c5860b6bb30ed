package dev.tavilypipeline.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the provisioned dashboard asks of {@code /kpis} through Grafana's JSON data source. */
final class GrafanaPanels {

    private static final Path DASHBOARD = Path.of("../deploy/grafana/dashboards/kpis.json");
    private static final String SERVICE = "http://analytics-service:8080";

    private GrafanaPanels() {
    }

    /**
     * @param request path and query, with values in the places of Grafana's variables
     * @param root where the rows are; empty: the answer is the only row
     * @param columns paths in a row
     */
    record Target(String panel, String request, String root, List<String> columns) {
    }

    static List<Target> targets(String from, String to) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode panel : read().path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                if (target.path("url").asText().startsWith(SERVICE)) {
                    targets.add(new Target(panel.path("title").asText(), target.get("url").asText().substring(SERVICE.length())
                            .replace("${__from:date:iso}", from).replace("${__to:date:iso}", to).replace("${simulated}", "all"),
                            target.get("root_selector").asText(), target.get("columns").findValuesAsText("selector")));
                }
            }
        }
        return targets;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(DASHBOARD.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
