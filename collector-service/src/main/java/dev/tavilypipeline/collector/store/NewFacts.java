package dev.tavilypipeline.collector.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.tavilypipeline.collector.projection.Fact;

/** Facts of one run that came together. */
public final class NewFacts {

    private final UUID runId;
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private String place;

    public NewFacts(UUID runId) {
        this.runId = runId;
    }

    /** @param place where the fact stands in Kafka, {@code topic-partition-offset} */
    public void add(Fact fact, String place) {
        facts.put(fact.key(), fact);
        this.place = place;
    }

    public void remove(Fact fact) {
        facts.remove(fact.key());
    }

    public UUID runId() {
        return runId;
    }

    public Collection<Fact> facts() {
        return facts.values();
    }

    /** That of the fact added last. */
    public String place() {
        return place;
    }
}
