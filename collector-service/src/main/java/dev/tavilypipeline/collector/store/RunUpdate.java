package dev.tavilypipeline.collector.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.tavilypipeline.collector.assemble.Fact;

/** New facts of one run, to be written at once with a mark that they have not been looked at. */
public final class RunUpdate {

    private final UUID runId;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private String token;

    public RunUpdate(UUID runId) {
        this.runId = runId;
    }

    public void add(Fact fact, String token) {
        facts.put(fact.key(), fact.json());
        this.token = token;
    }

    public UUID runId() {
        return runId;
    }

    Map<String, String> facts() {
        return facts;
    }

    String token() {
        return token;
    }
}
