package dev.tavilypipeline.collector.intake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.tavilypipeline.collector.assemble.Fact;
import dev.tavilypipeline.collector.store.RunUpdate;

/** The facts of one poll, gathered by run, so that each run is written once. */
final class FactBatch {

    private final Map<UUID, RunUpdate> updates = new LinkedHashMap<>();

    /** @param token where the fact stands in Kafka; that of a run's last fact becomes its mark */
    void add(Fact fact, String token) {
        updates.computeIfAbsent(fact.runId(), RunUpdate::new).add(fact, token);
    }

    Collection<RunUpdate> updates() {
        return updates.values();
    }
}
