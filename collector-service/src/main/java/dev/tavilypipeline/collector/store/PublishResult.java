package dev.tavilypipeline.collector.store;

/**
 * What came of looking at a marked run.
 *
 * @param run as it was seen; the outcome is dropped if another mark has taken the place of its own
 * @param next the mark that takes its place; null if it can go
 * @param emission null if no envelope was emitted
 */
public record PublishResult(RunState run, OutboxEntry next, Emission emission) {
}
