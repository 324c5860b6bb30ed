package dev.tavilypipeline.bridge.deliver;

import dev.tavilypipeline.bridge.split.Row;

/**
 * A row that the destination can never accept.
 *
 * @param reason one sentence, with the row's size and nothing of its content
 */
public record RejectedRow(Row row, String reason) {
}
