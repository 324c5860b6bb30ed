package dev.tavilypipeline.collector.emit;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.collector.assemble.Envelopes;
import dev.tavilypipeline.collector.assemble.Projection;
import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.collector.store.Settled;
import dev.tavilypipeline.collector.store.StoredRun;
import dev.tavilypipeline.kit.retry.EndlessRetry;

/**
 * Settles marked runs: tells each from its facts, emits its envelope where it is due, and then clears the mark.
 *
 * <p>
 * <b>Delivery.</b> The mark goes after Kafka has acknowledged the envelope, and only where no fact has come since. A crash
 * in between leaves the mark, and the run is settled again. Any number of replicas may settle the same run at once: they emit
 * the same content.
 */
@ApplicationScoped
public class Settlement {

    private final RunStore store;
    private final EnvelopeEmitter emitter;
    private final EndlessRetry retry;
    private final EmissionPolicy policy;
    private final Clock clock = Clock.systemUTC();

    Settlement(RunStore store, EnvelopeEmitter emitter, EndlessRetry retry, EmitSettings settings) {
        this.store = store;
        this.emitter = emitter;
        this.retry = retry;
        this.policy = new EmissionPolicy(settings.missingFactsPatience());
    }

    /** Returns when all are settled, however long it takes. */
    public void settle(Collection<UUID> runIds) {
        if (runIds.isEmpty()) {
            return;
        }
        List<Settled> outcomes = retry.untilDoneHere("reading runs from mongodb", () -> store.find(runIds)).stream()
                .filter(stored -> stored.mark() != null)
                .map(this::look)
                .toList();
        emitter.emit(
                outcomes.stream().map(Settled::emission).filter(Objects::nonNull).map(Settled.Emission::envelope).toList());
        retry.untilDoneHere("clearing marks in mongodb", () -> store.settle(outcomes));
    }

    private Settled look(StoredRun stored) {
        Run run = Projection.of(stored.runId(), stored.facts());
        Instant now = clock.instant();
        String hash = run.isAtItsEnd() ? EnvelopeHash.of(run) : "";
        String token = stored.mark().token();
        return switch (policy.decide(run, hash, stored, now)) {
            case CLEAR -> new Settled(token, run, true, null);
            case WAIT -> new Settled(token, run, false, null);
            case EMIT -> new Settled(token, run, true, new Settled.Emission(Envelopes.of(run, now), hash));
        };
    }

    /** Settles what others left behind, and what has waited long enough. */
    void sweep(Instant markedBefore, int atMost) {
        List<UUID> left = store.markedBefore(markedBefore, atMost);
        Stream.iterate(0, i -> i < left.size(), i -> i + Sweep.BATCH)
                .forEach(i -> settle(left.subList(i, Math.min(i + Sweep.BATCH, left.size()))));
    }
}
