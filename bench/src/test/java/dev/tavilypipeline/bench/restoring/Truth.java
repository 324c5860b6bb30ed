package dev.tavilypipeline.bench.restoring;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.rest.Rest;

/** What an installation tells of a window, which no loss may change once it is mended. */
final class Truth {

    private static final List<String> GROUPS = List.of("summary", "health", "performance", "usage", "costs");

    private final Rest rest = Rest.anonymous();
    private final Installation installation;
    private final String window;

    Truth(Installation installation, Instant from, Instant to) {
        this.installation = installation;
        this.window = "from=" + from + "&to=" + to;
    }

    /** Every figure, by its group. */
    Map<String, JsonNode> kpis() {
        return GROUPS.stream().collect(Collectors.toMap(group -> group, group -> without(
                rest.json(analytics("/kpis/" + group + "?simulated=all&" + window)), "meta"), (a, b) -> a, TreeMap::new));
    }

    JsonNode completeness() {
        return rest.json(analytics("/kpis/completeness?" + window));
    }

    /** Whether every run is in the warehouse as the collector has emitted it, and none is to be emitted still. */
    boolean isWhole(int runs) {
        JsonNode counts = completeness().get("completeness");
        return counts.get("complete").booleanValue() && counts.get("whole").intValue() == runs
                && counts.get("emitted").intValue() == runs && counts.get("due").intValue() == 0;
    }

    /** What the ledger says of each run but when, by run_id. */
    Map<String, JsonNode> ledger() {
        return Stream.of(rest.json(collector("/ledger?" + window)))
                .flatMap(page -> StreamSupport.stream(page.get("runs").spliterator(), false))
                .collect(Collectors.toMap(run -> run.get("run_id").textValue(), run -> without(run, "emitted_at"), (a, b) -> a,
                        TreeMap::new));
    }

    /** The envelopes emitted last, but for when that was. */
    Map<String, JsonNode> envelopes() {
        return ledger().keySet().stream().collect(Collectors.toMap(runId -> runId,
                runId -> without(rest.json(collector("/runs/" + runId + "/envelope")), "emitted_at"), (a, b) -> a,
                TreeMap::new));
    }

    /** {@code POST /replays}, until nothing is left. */
    JsonNode replay(String body) {
        Rest.Answer accepted = rest.post(collector("/replays"), body);
        if (accepted.status() != 202) {
            throw new AssertionError("the replay was answered with " + accepted);
        }
        return accepted.body();
    }

    JsonNode replayed(JsonNode replay) {
        return rest.json(collector("/replays/" + replay.get("id").textValue()));
    }

    String windowAsJson() {
        return "{\"" + window.replace("=", "\": \"").replace("&", "\", \"") + "\"}";
    }

    private static JsonNode without(JsonNode tree, String field) {
        JsonNode rest = tree.deepCopy();
        rest.findParents(field).forEach(parent -> ((ObjectNode) parent).remove(field));
        return rest;
    }

    private URI collector(String path) {
        return installation.get(Service.COLLECTOR).uri().resolve(path);
    }

    private URI analytics(String path) {
        return installation.get(Service.ANALYTICS).uri().resolve(path);
    }
}
