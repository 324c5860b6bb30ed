package dev.tavilypipeline.bench.kpis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tavilypipeline.bench.harness.Metrics;
import dev.tavilypipeline.bench.harness.ServiceProcess;

/** Which queries of {@code sql/kpis} the service runs for each resource: its metrics tell. */
final class ResourceQueries {

    private static final Pattern COUNT = Pattern.compile("pipeline_kpi_query_seconds_count\\{kpi=\"([a-z_]+)\"\\} (\\S+)");

    private ResourceQueries() {
    }

    /** Asks for each resource once, without other clients; the names by resource. */
    static Map<String, List<String>> of(ServiceProcess service, Instant from, Instant to) {
        KpiRequests requests = new KpiRequests(service.uri());
        Map<String, List<String>> queries = new TreeMap<>();
        Map<String, Double> before = counts(service.metrics());
        for (String resource : Clients.RESOURCES) {
            requests.isAnswered(resource, from, to);
            Map<String, Double> after = counts(service.metrics());
            Map<String, Double> earlier = before;
            queries.put(resource,
                    after.keySet().stream().filter(query -> after.get(query) > earlier.getOrDefault(query, 0.0)).toList());
            before = after;
        }
        return queries;
    }

    private static Map<String, Double> counts(Metrics metrics) {
        Map<String, Double> counts = new TreeMap<>();
        Matcher line = COUNT.matcher(metrics.text());
        while (line.find()) {
            counts.put(line.group(1), Double.parseDouble(line.group(2)));
        }
        return counts;
    }
}
