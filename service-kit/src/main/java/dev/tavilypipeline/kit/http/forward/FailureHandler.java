package dev.tavilypipeline.kit.http.forward;

import io.vertx.ext.web.RoutingContext;

/** Answers the client where the other service's response is not passed on. */
public interface FailureHandler {

    /** @return whether the client was answered, so that the response with this status is dropped */
    boolean replaces(int status, RoutingContext context);

    /**
     * The other service cannot be reached, or did not answer in time. A request that changes state may have taken effect.
     * Called only while the client can still be answered.
     */
    void unavailable(Throwable reason, RoutingContext context);
}
