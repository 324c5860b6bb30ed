package dev.tavilypipeline.analytics.completeness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.warehouse.Warehouses;
import io.smallrye.common.annotation.Blocking;

/** How old the figures are. */
@Path("/kpis/freshness")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class FreshnessResource {

    private final Warehouses warehouses;
    private final CompletenessMonitor monitor;
    private final Clock clock = Clock.systemUTC();

    FreshnessResource(Warehouses warehouses, CompletenessMonitor monitor) {
        this.warehouses = warehouses;
        this.monitor = monitor;
    }

    /**
     * @param source the warehouse that answers
     * @param dataAsOf every envelope of the last 24 hours that was emitted until then is in the warehouse; null if that is not
     *        known
     * @param ageSeconds time since {@code dataAsOf}; null if that is not known
     * @param newestEmittedAt the highest {@code emitted_at} in the warehouse; older envelopes may still be on their way
     * @param checkedAt when the warehouse was last compared with the collector's ledger; null if that was not possible lately
     * @param notDelivered runs of the last 24 hours that were not in the warehouse then; null if that is not known
     * @param warnings what makes the figures less than complete
     */
    record Freshness(String source, Instant dataAsOf, Double ageSeconds, Instant newestEmittedAt, Instant checkedAt,
            Long notDelivered, List<String> warnings) {
    }

    @GET
    @Operation(summary = "How old are the figures?")
    public Freshness freshness() {
        Optional<LatestCheck> check = monitor.latest();
        Instant now = clock.instant();
        return warehouses.answer(source -> {
            WarehouseState state = source.warehouse().state();
            List<String> warnings = new ArrayList<>(source.warnings());
            warnings.addAll(state.warnings());
            if (check.isEmpty()) {
                warnings.add("the warehouse was not compared with the collector's ledger lately: data_as_of is not known");
            }
            return new Freshness(source.warehouse().name(), check.map(LatestCheck::dataAsOf).orElse(null),
                    check.map(known -> Duration.between(known.dataAsOf(), now).toMillis() / 1e3).orElse(null),
                    state.newestEmittedAt(), check.map(LatestCheck::checkedAt).orElse(null),
                    check.map(known -> known.figures().emitted() - known.figures().whole()).orElse(null), warnings);
        });
    }
}
