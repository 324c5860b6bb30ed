package dev.tavilypipeline.agent.model;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.model.RequestShape.TokenLimit;

/**
 * The format of requests that this model server accepts, as its error messages have shown. It changes four times at most.
 */
final class AcceptedShape {

    private static final Logger LOG = Logger.getLogger(AcceptedShape.class);

    private final AtomicReference<RequestShape> current;
    private final boolean mayWeaken;

    /** @param format fixed by the user; empty: the strictest that the server accepts */
    AcceptedShape(Optional<OutputFormat> format) {
        this.current = new AtomicReference<>(
                new RequestShape(format.orElse(OutputFormat.JSON_SCHEMA), TokenLimit.MAX_TOKENS));
        this.mayWeaken = format.isEmpty();
    }

    RequestShape current() {
        return current.get();
    }

    /** @return whether requests have another shape from now on than the one that was refused */
    boolean refused(RequestShape refused, String complaint) {
        Optional<RequestShape> other = refused.without(complaint, mayWeaken);
        if (other.isPresent() && current.compareAndSet(refused, other.get())) {
            LOG.warnf("model server rejected the request format, it is changed from now on output=%s limit=%s reason=\"%s\"",
                    other.get().format().wireName(), other.get().tokenLimit(), complaint);
        }
        return other.isPresent() && !current.get().equals(refused);
    }
}
