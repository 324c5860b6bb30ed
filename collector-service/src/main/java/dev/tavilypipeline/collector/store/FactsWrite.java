package dev.tavilypipeline.collector.store;

import java.util.Collection;
import java.util.UUID;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Run;

/**
 * New facts of a run, to be written together with what the run then is.
 *
 * @param expected the token that the document must have; null if it must not be there yet
 * @param expectedMark the one that it must have; null if it does not matter
 * @param token the one that it has from then on
 * @param run as all its facts tell it, those of the document and the new ones
 * @param mark null if there is nothing to settle
 * @param emission the envelope that was emitted of this run, by which the expected mark is settled; null if none was
 */
public record FactsWrite(UUID runId, String expected, OutboxEntry expectedMark, String token, Collection<Fact> facts, Run run,
        OutboxEntry mark,
        Emission emission) {
}
