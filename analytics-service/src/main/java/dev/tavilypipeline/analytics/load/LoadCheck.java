package dev.tavilypipeline.analytics.load;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until all that the lake held at the start is loaded; later failures are told by the retries' own check. */
@Readiness
class LoadCheck implements HealthCheck {

    private final LoadProgress progress;

    LoadCheck(LoadProgress progress) {
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("lake loaded").status(progress.firstPassDone()).build();
    }
}
