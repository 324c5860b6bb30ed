package dev.tavilypipeline.bridge.deliver;

import dev.tavilypipeline.bridge.split.Row;

/**
 * A row that the destination will never take.
 *
 * @param reason one sentence, with the row's size and nothing of its content
 */
public record RefusedRow(Row row, String reason) {
}
