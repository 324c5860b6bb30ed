package dev.tavilypipeline.bench.restoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;

/**
 * Everything that an installation answers about a window of time, without the times of emission. A loss that was restored
 * leaves it equal.
 *
 * @param kpis by group
 * @param ledger its entry of each run
 * @param envelopes the last one of each run
 */
record InstallationSnapshot(Map<String, JsonNode> kpis, Map<String, JsonNode> ledger, Map<String, JsonNode> envelopes) {

    private static final List<String> GROUPS = List.of("summary", "health", "performance", "usage", "costs");

    static InstallationSnapshot of(Installation installation, Instant from, Instant to) {
        String window = "from=" + from + "&to=" + to;
        Map<String, JsonNode> ledger = new TreeMap<>();
        StreamSupport.stream(installation.get(Service.COLLECTOR).json("/ledger?" + window).get("runs").spliterator(), false)
                .forEach(run -> ledger.put(run.get("run_id").textValue(), without(run, "emitted_at")));
        return new InstallationSnapshot(
                byName(GROUPS.stream(), group -> without(installation.get(Service.ANALYTICS)
                        .json("/kpis/" + group + "?simulated=all&" + window), "meta")),
                ledger,
                byName(ledger.keySet().stream(), runId -> without(installation.get(Service.COLLECTOR)
                        .json("/runs/" + runId + "/envelope"), "emitted_at")));
    }

    private static Map<String, JsonNode> byName(Stream<String> names, Function<String, JsonNode> value) {
        return names.collect(Collectors.toMap(Function.identity(), value, (a, b) -> a, TreeMap::new));
    }

    private static JsonNode without(JsonNode tree, String field) {
        JsonNode copy = tree.deepCopy();
        copy.findParents(field).forEach(parent -> ((ObjectNode) parent).remove(field));
        return copy;
    }
}
