package dev.tavilypipeline.analytics.warehouse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jboss.logging.Logger;

/**
 * The configured warehouse, and the one that answers while it fails. After a failure the fallback answers at once; every
 * {@link #RETRY_EVERY} one request asks the configured warehouse again.
 */
public final class Warehouses {

    static final Duration RETRY_EVERY = Duration.ofSeconds(15);

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration BILLED_INTERVAL = Duration.ofMinutes(15);
    private static final Logger LOG = Logger.getLogger(Warehouses.class);

    private final Warehouse configured;
    private final Optional<Warehouse> fallback;
    private final Clock clock;
    private final AtomicReference<Outage> outage = new AtomicReference<>();
    private volatile boolean answered;

    /** @param fallback empty: failures of the configured warehouse are failures of the request */
    public Warehouses(Warehouse configured, Optional<Warehouse> fallback, Clock clock) {
        this.configured = configured;
        this.fallback = fallback;
        this.clock = clock;
    }

    /** How often it may be asked without a request: Snowflake bills for every minute in which it is. */
    public Duration backgroundInterval() {
        return configured.isBilled() ? BILLED_INTERVAL : INTERVAL;
    }

    /** @param warnings why this warehouse answers and not the configured one; empty if it is the configured one */
    public record Source(Warehouse warehouse, List<String> warnings) {
    }

    private record Outage(Instant since, Instant retryAt, String reason) {
    }

    /**
     * @param work may run twice, on the configured warehouse and then on the fallback
     * @throws WarehouseBusyException if all connections are in use
     * @throws WarehouseException if no warehouse can answer
     */
    public <T> T answer(Function<Source, T> work) {
        if (fallback.isEmpty() || isConfiguredDue()) {
            try {
                return answerConfigured(work);
            } catch (WarehouseException e) {
                if (fallback.isEmpty()) {
                    throw e;
                }
            }
        }
        return work.apply(new Source(fallback.get(), List.of(reason())));
    }

    /**
     * For questions about the configured warehouse itself, which the fallback must not answer.
     *
     * @throws WarehouseException if it cannot answer
     */
    public <T> T answerConfigured(Function<Source, T> work) {
        try {
            T result = work.apply(new Source(configured, List.of()));
            succeeded();
            return result;
        } catch (WarehouseException e) {
            failed(e);
            throw e;
        }
    }

    /**
     * Whether requests are answered, as far as is known. It asks the configured warehouse if that has not answered yet, or not
     * the last time, no more often than {@link #RETRY_EVERY}, and the fallback meanwhile.
     */
    public boolean isAnswering() {
        if (answered && outage.get() == null) {
            return true;
        }
        if (isConfiguredDue()) {
            answers(configured);
        }
        return outage.get() == null || fallback.map(this::answers).orElse(false);
    }

    private boolean answers(Warehouse warehouse) {
        try {
            warehouse.state();
            if (warehouse.equals(configured)) {
                succeeded();
            }
            return true;
        } catch (WarehouseBusyException e) {
            return true; // it answers others, or is about to fail
        } catch (WarehouseException e) {
            if (warehouse.equals(configured)) {
                failed(e);
            }
            return false;
        }
    }

    public boolean isFallbackAnswering() {
        return fallback.isPresent() && outage.get() != null;
    }

    String configuredName() {
        return configured.name();
    }

    String fallbackName() {
        return fallback.map(Warehouse::name).orElse("none");
    }

    String answeringName() {
        return isFallbackAnswering() ? fallbackName() : configuredName();
    }

    /** One request after each pause claims the next attempt. */
    private boolean isConfiguredDue() {
        Outage current = outage.get();
        Instant now = clock.instant();
        if (current == null) {
            return true;
        }
        return !now.isBefore(current.retryAt())
                && outage.compareAndSet(current, new Outage(current.since(), now.plus(RETRY_EVERY), current.reason()));
    }

    private void failed(WarehouseException failure) {
        Instant now = clock.instant();
        Outage before = outage.getAndUpdate(known -> new Outage(known == null ? now : known.since(), now.plus(RETRY_EVERY),
                failure.getMessage()));
        if (before == null) {
            LOG.warnf("warehouse failed warehouse=%s fallback=%s reason=\"%s\"", configured.name(), fallbackName(),
                    failure.getMessage());
        }
    }

    private void succeeded() {
        answered = true;
        if (outage.getAndSet(null) != null) {
            LOG.infof("warehouse answers again warehouse=%s", configured.name());
        }
    }

    private String reason() {
        Outage current = outage.get();
        return current == null ? configured.name() + " did not answer a moment ago"
                : configured.name() + " has not answered since " + current.since() + " (" + current.reason() + ")";
    }
}
