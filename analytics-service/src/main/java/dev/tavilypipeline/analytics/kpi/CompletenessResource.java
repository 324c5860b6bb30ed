package dev.tavilypipeline.analytics.kpi;

import java.time.Clock;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.tavilypipeline.analytics.load.LoadProgress;
import dev.tavilypipeline.analytics.warehouse.DuckDbWarehouse;
import dev.tavilypipeline.kit.start.DestinationName;
import dev.tavilypipeline.kit.start.PositiveTime;
import dev.tavilypipeline.kit.start.StartOrder;
import dev.tavilypipeline.kit.start.WebAddress;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;

/** Whether the warehouse has what the collector has emitted. */
@Path("/kpis/completeness")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CompletenessResource {

    private final KpiParameters parameters = new KpiParameters(Simulated.ALL, Clock.systemUTC());
    private final CompletenessAnswers answers;

    CompletenessResource(CompletenessSettings settings, Ledger ledger, DuckDbWarehouse warehouse, LoadProgress progress) {
        this.answers = new CompletenessAnswers(ledger, warehouse, progress, settings, Clock.systemUTC());
    }

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent event, CompletenessSettings settings) {
        WebAddress.require("PIPELINE_COLLECTOR_URL", settings.collectorUrl());
        PositiveTime.require("PIPELINE_DELIVERY_ALLOWANCE", settings.allowance(), "10s");
        DestinationName.of(settings.destination());
    }

    /** Of the runs requested in the window, simulated or not. */
    @GET
    public Map<String, Object> completeness(UriInfo uri, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return answers.answer(parameters.readWindow(uri.getQueryParameters()), authorization);
    }
}
