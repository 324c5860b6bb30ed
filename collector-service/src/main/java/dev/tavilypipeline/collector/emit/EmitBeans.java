package dev.tavilypipeline.collector.emit;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.RetryForever;

/** The objects of this package that need settings. */
class EmitBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    EmissionPolicy policy(OutboxSettings settings) {
        return new EmissionPolicy(settings.missingFactsGracePeriod());
    }

    @Produces
    @Singleton
    OutboxPublisher publisher(RunStore store, EnvelopeSink sink, RetryForever retry, EmissionPolicy policy, Clock clock) {
        return new OutboxPublisher(store, sink, retry, policy, clock);
    }

    @Produces
    @Singleton
    OutboxRelay relay(RunStore store, OutboxPublisher publisher, OutboxSettings settings, Clock clock) {
        return new OutboxRelay(store, publisher, settings.relayAfter(), clock);
    }
}
