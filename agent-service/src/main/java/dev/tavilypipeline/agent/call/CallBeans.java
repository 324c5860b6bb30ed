package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.uuid.Generators;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Wires what every provider's calls go through. */
class CallBeans {

    @Produces
    @Singleton
    Timekeeper timekeeper() {
        return Timekeeper.system();
    }

    @Produces
    @Singleton
    Exchange exchange(ProviderSettings settings, Timekeeper time, MeterRegistry metrics) {
        return new Exchange(settings.timeout(), time, Prices.load(), new CallMeter(metrics),
                Generators.timeBasedEpochGenerator()::generate);
    }

    @Produces
    @Singleton
    Retries retries() {
        Function<Duration, Uni<Void>> pause = time -> Uni.createFrom().voidItem().onItem().delayIt().by(time);
        return new Retries(new RetryPolicy(() -> ThreadLocalRandom.current().nextLong()), pause);
    }
}
