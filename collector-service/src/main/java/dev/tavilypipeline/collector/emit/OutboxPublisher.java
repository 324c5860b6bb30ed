package dev.tavilypipeline.collector.emit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.tavilypipeline.collector.store.Emission;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.PublishResult;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Settles marked runs: emits the envelope where it is due, and then clears the mark.
 *
 * <p>
 * <b>Delivery.</b> The mark goes after Kafka has acknowledged the envelope, and only where no fact has come since. A crash
 * in between leaves the mark, and the run is settled again. Any number of replicas may settle the same run at once: they emit
 * the same content.
 */
public class OutboxPublisher {

    private final RunStore store;
    private final EnvelopeSink sink;
    private final RetryForever retry;
    private final EmissionPolicy policy;
    private final Clock clock;

    public OutboxPublisher(RunStore store, EnvelopeSink sink, RetryForever retry, EmissionPolicy policy, Clock clock) {
        this.store = store;
        this.sink = sink;
        this.retry = retry;
        this.policy = policy;
        this.clock = clock;
    }

    /** Returns when all are settled, however long it takes. */
    public void settle(Collection<RunState> marked) {
        List<PreparedEnvelope> envelopes = new ArrayList<>();
        List<PublishResult> outcomes = marked.stream().map(state -> look(state, envelopes)).toList();
        sink.emit(envelopes);
        retry.retryBlocking("clearing marks in mongodb", () -> {
            store.settle(outcomes);
            return outcomes;
        });
    }

    private PublishResult look(RunState state, List<PreparedEnvelope> envelopes) {
        boolean news = policy.isDue(state.run(), state.emitted());
        boolean due = news || (state.again() && policy.hasEnvelope(state.run()));
        Instant now = clock.instant();
        Instant patientUntil = state.writtenAt().plus(policy.waitFor(state.run()));
        if (!due || state.buried()) {
            return outcome(state, null, null);
        }
        if (now.isBefore(patientUntil)) {
            return outcome(state, OutboxEntry.ofFacts(patientUntil, state.mark().token()), null);
        }
        PreparedEnvelope outgoing = PreparedEnvelope.of(state.run(), now, !news);
        envelopes.add(outgoing);
        return outcome(state, null, outgoing.emission());
    }

    private static PublishResult outcome(RunState state, OutboxEntry next, Emission emission) {
        return new PublishResult(state, next, emission);
    }
}
