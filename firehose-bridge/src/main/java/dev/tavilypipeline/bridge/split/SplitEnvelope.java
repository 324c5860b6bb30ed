package dev.tavilypipeline.bridge.split;

import java.time.Instant;
import java.util.List;

/**
 * The rows of one envelope.
 *
 * @param emittedAt when the collector emitted the envelope
 * @param rows in the envelope's order
 */
public record SplitEnvelope(Instant emittedAt, List<Row> rows) {
}
