package dev.tavilypipeline.kit.health;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Runs health checks on threads of their own, each check at most once at a time, and answers within
 * {@link LatestResponse#TIMEOUT}. Quarkus would run them on worker threads, so a service whose worker threads all wait for
 * MongoDB would seem dead and be restarted.
 */
@Alternative
@Priority(1)
@Singleton
class HealthCheckRunner extends AsyncHealthCheckFactory {

    private final ExecutorService threads = Executors.newCachedThreadPool(new DefaultThreadFactory("health-check", true));

    @Override
    public Uni<HealthCheckResponse> callSync(HealthCheck check) {
        return new LatestResponse(check.getClass().getSimpleName(), super.callSync(check), threads).get();
    }

    @Override
    public Uni<HealthCheckResponse> callAsync(AsyncHealthCheck check) {
        return new LatestResponse(check.getClass().getSimpleName(), super.callAsync(check), threads).get();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
