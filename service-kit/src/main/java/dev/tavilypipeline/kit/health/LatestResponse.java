package dev.tavilypipeline.kit.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.eclipse.microprofile.health.HealthCheckResponse;

import io.smallrye.mutiny.Uni;

/**
 * The response of one health check. While the check runs longer than {@link #TIMEOUT}, its previous response is given. After
 * {@link #MAX_DURATION} it is down.
 */
final class LatestResponse {

    static final Duration TIMEOUT = Duration.ofMillis(400);
    static final Duration MAX_DURATION = Duration.ofSeconds(5);

    private final String name;
    private final Uni<HealthCheckResponse> check;
    private CompletableFuture<HealthCheckResponse> run;
    private long startedNanos;
    private volatile HealthCheckResponse latest;

    /**
     * @param name for a check that does not end
     * @param threads which run the check
     */
    LatestResponse(String name, Uni<HealthCheckResponse> check, Executor threads) {
        this.name = name;
        this.check = check.runSubscriptionOn(threads).onItem().invoke(response -> latest = response);
    }

    /** May be subscribed to once for each request, by several requests at a time. */
    Uni<HealthCheckResponse> get() {
        return Uni.createFrom().completionStage(this::run)
                .ifNoItem().after(TIMEOUT).recoverWithItem(this::previous)
                .onFailure().recoverWithItem(failure -> down(failure.toString()));
    }

    /** Starts the check, unless it is running. */
    private synchronized CompletableFuture<HealthCheckResponse> run() {
        if (run == null || run.isDone()) {
            startedNanos = System.nanoTime();
            run = check.subscribeAsCompletionStage();
        }
        return run.copy(); // a request that waits no longer must not cancel the check
    }

    private synchronized HealthCheckResponse previous() {
        Duration duration = Duration.ofNanos(System.nanoTime() - startedNanos);
        return latest != null && duration.compareTo(MAX_DURATION) < 0
                ? latest
                : down("the check has not ended for " + duration.toMillis() + " ms");
    }

    private HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(name).down().withData("reason", reason).build();
    }
}
