package dev.tavilypipeline.bench.runs;

import java.util.Map;

/** Settings of the collector that let it finish overdue work within seconds. */
public final class ShortTimeouts {

    public static final Map<String, String> COLLECTOR = Map.of(
            "PIPELINE_EMIT_SWEEP_AFTER", "2s",
            "PIPELINE_EMIT_SWEEP_EVERY", "1s",
            "PIPELINE_MISSING_FACTS_PATIENCE", "2s");

    private ShortTimeouts() {
    }
}
