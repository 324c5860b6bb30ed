package dev.tavilypipeline.collector.ingest;

import java.util.List;
import java.util.UUID;

import dev.tavilypipeline.collector.emit.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.store.FactsWrite;
import dev.tavilypipeline.collector.store.NewFacts;
import dev.tavilypipeline.collector.store.RunState;

/**
 * What a batch of facts makes of its runs, before any of it is done.
 *
 * @param toSettle what a replica wrote that died before it was settled
 * @param withoutRoom the facts that no run takes, since there is no room for them
 */
record UpdatePlan(List<Addition> additions, List<RunState> toSettle, List<Fact> withoutRoom) {

    /**
     * @param envelope to be emitted before the write; null if there is none
     */
    record Addition(NewFacts facts, FactsWrite write, PreparedEnvelope envelope) {

        UUID runId() {
            return facts.runId();
        }

        boolean emits() {
            return envelope != null;
        }
    }
}
