package dev.tavilypipeline.analytics.kpi.performance;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

import dev.tavilypipeline.analytics.kpi.KpiParameters;
import dev.tavilypipeline.analytics.kpi.Kpis;
import io.smallrye.common.annotation.Blocking;

/** Agent Performance: how long do runs, steps and calls take? */
@Path("/kpis/performance")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class PerformanceResource {

    private final Kpis kpis;

    PerformanceResource(Kpis kpis) {
        this.kpis = kpis;
    }

    @GET
    @Operation(summary = "Agent Performance: how long do runs, steps and calls take?")
    @APIResponseSchema(PerformanceAnswer.class)
    public Response performance(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("performance", parameters, headers, reader -> new PerformanceAnswer(
                reader.row(PerformanceTables.FIGURES), reader.previous(PerformanceTables.FIGURES),
                reader.row(PerformanceTables.SLOWEST_STEP),
                reader.buckets(PerformanceTables.OVER_TIME), reader.rows(PerformanceTables.STEPS),
                reader.rows(PerformanceTables.PROVIDERS), reader.meta()));
    }

    @GET
    @Path("/steps")
    @Operation(summary = "How long each step takes, and how often it fails")
    @APIResponseSchema(StepsAnswer.class)
    public Response steps(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("performance/steps", parameters, headers, reader -> new StepsAnswer(
                reader.rows(PerformanceTables.STEPS), reader.meta()));
    }

    @GET
    @Path("/slowest-runs")
    @Operation(summary = "The runs that took longest")
    @APIResponseSchema(SlowestRunsAnswer.class)
    public Response slowestRuns(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("performance/slowest-runs", parameters, headers, reader -> new SlowestRunsAnswer(
                reader.rows(PerformanceTables.SLOWEST_RUNS), reader.meta()));
    }
}
