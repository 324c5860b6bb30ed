package dev.tavilypipeline.collector.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The facts of one poll, grouped by run, so that each run is written once. */
final class FactBatch {

    private final Map<UUID, List<ReceivedFact>> runs = new LinkedHashMap<>();

    void add(ReceivedFact received) {
        runs.computeIfAbsent(received.fact().runId(), runId -> new ArrayList<>()).add(received);
    }

    Collection<UUID> runIds() {
        return runs.keySet();
    }

    List<ReceivedFact> facts(UUID runId) {
        return runs.get(runId);
    }

    void remove(Collection<UUID> planned) {
        runs.keySet().removeAll(planned);
    }
}
