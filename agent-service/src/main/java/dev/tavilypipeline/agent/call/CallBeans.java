package dev.tavilypipeline.agent.call;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.uuid.Generators;

import io.micrometer.core.instrument.MeterRegistry;

/** Wires what every provider's calls go through. */
class CallBeans {

    @Produces
    @Singleton
    TimeSource timeSource() {
        return TimeSource.system();
    }

    @Produces
    @Singleton
    Redactor redactor(ProviderSettings settings, NetworkSettings network) {
        return new Redactor(Stream.of(settings.tavilyApiKey(), settings.openaiApiKey(),
                network.providerProxy().flatMap(ProviderProxy::secret))
                .flatMap(Optional::stream).toList());
    }

    @Produces
    @Singleton
    ProviderJson providerJson(Redactor redactor) {
        return new ProviderJson(redactor);
    }

    @Produces
    @Singleton
    ProviderCall providerCall(Redactor redactor, TimeSource time, MeterRegistry metrics) {
        return new ProviderCall(time, Prices.load(), new CallMeter(metrics), new ResponseReader(redactor, time),
                new BodyLimit(),
                Generators.timeBasedEpochGenerator()::generate);
    }

    @Produces
    @Singleton
    Caller caller(Admission admission) {
        return new Caller(admission, new RetryPolicy(() -> ThreadLocalRandom.current().nextLong()));
    }
}
