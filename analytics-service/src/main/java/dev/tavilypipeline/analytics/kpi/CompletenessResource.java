package dev.tavilypipeline.analytics.kpi;

import java.time.Clock;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.tavilypipeline.analytics.load.LoadProgress;
import dev.tavilypipeline.analytics.warehouse.DuckDbWarehouse;
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

    /** Of the runs requested in the window, simulated or not. */
    @GET
    public Map<String, Object> completeness(UriInfo uri, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return answers.answer(parameters.readWindow(uri.getQueryParameters()), authorization);
    }
}
