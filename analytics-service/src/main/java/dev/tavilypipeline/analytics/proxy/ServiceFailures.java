package dev.tavilypipeline.analytics.proxy;

import java.util.concurrent.TimeoutException;

import jakarta.ws.rs.core.Response.Status;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemWriter;
import dev.tavilypipeline.kit.http.forward.FailureHandler;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers 503 where a service does not. Its 401 is one too: the key was accepted here, and the browser must not ask its user
 * for
 * another.
 *
 * @param service its name, for whoever has to start or repair it
 */
record ServiceFailures(String service) implements FailureHandler {

    private static final Logger LOG = Logger.getLogger(ServiceFailures.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    public boolean replaces(int status, RoutingContext context) {
        boolean isRefused = status == Status.UNAUTHORIZED.getStatusCode();
        if (isRefused) {
            LOG.warnf("service refused the key of a forwarded request service=%s", service);
            send(service + " does not accept the key of this request: PIPELINE_API_KEYS must be the same for all services",
                    context);
        }
        return isRefused;
    }

    @Override
    public void unavailable(Throwable reason, RoutingContext context) {
        LOG.warnf("service unreachable service=%s reason=\"%s\"", service, reason);
        send(reason instanceof TimeoutException
                ? service + " did not answer in time, so it is unknown whether the request took effect"
                : service + " cannot be reached, or broke off before it answered", context);
    }

    private void send(String detail, RoutingContext context) {
        ProblemWriter.send(context.response(),
                Problem.of(Status.SERVICE_UNAVAILABLE, detail).with("service", service), RETRY_AFTER_SECONDS);
    }
}
