package dev.tavilypipeline.collector.emit;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.RetryForever;

/** Puts together, from the settings, what emits. */
class EmitBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    EmissionPolicy policy(EmitSettings settings) {
        return new EmissionPolicy(settings.missingFactsPatience());
    }

    @Produces
    @Singleton
    OutboxPublisher settlement(RunStore store, EnvelopeSink sink, RetryForever retry, EmissionPolicy policy, Clock clock) {
        return new OutboxPublisher(store, sink, retry, policy, clock);
    }

    @Produces
    @Singleton
    OutboxRelay sweep(RunStore store, OutboxPublisher settlement, EmitSettings settings, Clock clock) {
        return new OutboxRelay(store, settlement, settings.sweepAfter(), clock);
    }
}
