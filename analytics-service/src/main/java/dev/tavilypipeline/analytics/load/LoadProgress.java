package dev.tavilypipeline.analytics.load;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether the warehouse has been given, since the start, all that the lake held. */
@ApplicationScoped
public class LoadProgress {

    private volatile boolean firstPassDone;

    public boolean firstPassDone() {
        return firstPassDone;
    }

    void passDone() {
        firstPassDone = true;
    }
}
