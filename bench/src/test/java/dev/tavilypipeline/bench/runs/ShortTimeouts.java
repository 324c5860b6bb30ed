package dev.tavilypipeline.bench.runs;

import java.util.Map;

/** Settings of the collector that let it finish overdue work within seconds. */
public final class ShortTimeouts {

    public static final Map<String, String> COLLECTOR = Map.of(
            "PIPELINE_OUTBOX_RELAY_AFTER", "2s",
            "PIPELINE_OUTBOX_RELAY_EVERY", "1s",
            "PIPELINE_MISSING_FACTS_GRACE_PERIOD", "2s");

    private ShortTimeouts() {
    }
}
