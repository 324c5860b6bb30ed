package dev.tavilypipeline.collector.ingest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.store.NewFacts;

/** The facts of one poll, gathered by run, so that each run is written once. */
final class FactBatch {

    private final Map<UUID, NewFacts> runs = new LinkedHashMap<>();

    /** @param place where the fact stands in Kafka */
    void add(Fact fact, String place) {
        runs.computeIfAbsent(fact.runId(), NewFacts::new).add(fact, place);
    }

    Collection<NewFacts> runs() {
        return runs.values();
    }
}
