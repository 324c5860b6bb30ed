package dev.tavilypipeline.agent.call;

import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.uuid.Generators;

import io.micrometer.core.instrument.MeterRegistry;

/** Wires what every provider's calls go through. */
class CallBeans {

    @Produces
    @Singleton
    TimeSource timekeeper() {
        return TimeSource.system();
    }

    @Produces
    @Singleton
    ProviderCall providerCall(ProviderSettings settings, TimeSource time, MeterRegistry metrics) {
        return new ProviderCall(settings.timeout(), time, Prices.load(), new CallMeter(metrics),
                Generators.timeBasedEpochGenerator()::generate);
    }

    @Produces
    @Singleton
    Caller caller(Admission admission) {
        return new Caller(admission, new RetryPolicy(() -> ThreadLocalRandom.current().nextLong()));
    }
}
