package dev.tavilypipeline.bridge.split;

import java.time.Instant;
import java.util.List;

/**
 * An envelope taken apart.
 *
 * @param emittedAt when the collector emitted it
 * @param rows in the envelope's order
 */
public record SplitEnvelope(Instant emittedAt, List<Row> rows) {

    public SplitEnvelope {
        rows = List.copyOf(rows);
    }
}
