package dev.tavilypipeline.bridge.deliver;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Checks the destination in the background, so that an idle bridge notices an outage too. Readiness answers at once with the
 * last result. Changes are logged.
 */
@Readiness
@ApplicationScoped
class DestinationReadiness implements HealthCheck {

    static final Duration REFRESH_EVERY = Duration.ofSeconds(3);
    /** A check that takes longer is a failure itself. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(DestinationReadiness.class);

    /** @param reason why the destination is not ready; null when it is */
    private record Result(String reason, Instant at) {
    }

    private final Destination destination;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(new DefaultThreadFactory("destination-check", true));
    private volatile Result result;

    @Inject
    DestinationReadiness(Destination destination) {
        this(destination, Clock.systemUTC());
    }

    DestinationReadiness(Destination destination, Clock clock) {
        this.destination = destination;
        this.clock = clock;
        this.result = new Result("not checked yet", clock.instant());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // never fails
    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::refresh, 0, REFRESH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    @Override
    public HealthCheckResponse call() {
        Result last = result;
        Duration age = Duration.between(last.at(), clock.instant());
        String reason = age.compareTo(TIMEOUT) < 0 ? last.reason() : "it has not answered for " + age.toSeconds() + " s";
        HealthCheckResponseBuilder response = HealthCheckResponse.named("destination").withData("name", destination.name());
        return reason == null ? response.up().build() : response.down().withData("reason", reason).build();
    }

    private void refresh() {
        String before = result.reason();
        String reason = check();
        result = new Result(reason, clock.instant());
        if (reason == null && before != null) {
            LOG.infof("destination ready name=%s", destination.name());
        } else if (reason != null && !reason.equals(before)) {
            LOG.warnf("destination not ready name=%s reason=\"%s\"", destination.name(), reason);
        }
    }

    private String check() {
        try {
            destination.check();
            return null;
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted, as at a stop";
        }
    }
}
