package dev.tavilypipeline.analytics.kpi.costs;

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

/** Cost Efficiency: what do the runs cost, and how much of it buys nothing? */
@Path("/kpis/costs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CostsResource {

    private final Kpis kpis;

    CostsResource(Kpis kpis) {
        this.kpis = kpis;
    }

    @GET
    @Operation(summary = "Cost Efficiency: what do the runs cost, and how much of it buys nothing?")
    @APIResponseSchema(CostsAnswer.class)
    public Response costs(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("costs", parameters, headers, reader -> new CostsAnswer(
                reader.row(CostsTables.FIGURES), reader.previous(CostsTables.FIGURES), reader.buckets(CostsTables.OVER_TIME),
                reader.rows(CostsTables.BY_PROVIDER), reader.rowsByBucket(CostsTables.BY_PROVIDER_OVER_TIME),
                reader.rows(CostsTables.BY_MODEL), reader.rows(CostsTables.BY_COMPANY),
                reader.rows(CostsTables.EXPENSIVE_QUERIES), reader.rows(CostsTables.REPEATED_QUERIES),
                reader.rows(CostsTables.RUNS_BY_CALLS), reader.meta()));
    }

    @GET
    @Path("/queries")
    @Operation(summary = "The queries that cost most, and those that were paid for more than once")
    @APIResponseSchema(QueriesAnswer.class)
    public Response queries(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("costs/queries", parameters, headers, reader -> new QueriesAnswer(
                reader.rows(CostsTables.EXPENSIVE_QUERIES), reader.rows(CostsTables.REPEATED_QUERIES), reader.meta()));
    }

    @GET
    @Path("/calls-per-run")
    @Operation(summary = "How many API calls the runs need")
    @APIResponseSchema(CallsPerRunAnswer.class)
    public Response callsPerRun(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("costs/calls-per-run", parameters, headers, reader -> new CallsPerRunAnswer(
                reader.rows(CostsTables.RUNS_BY_CALLS), reader.buckets(CostsTables.OVER_TIME), reader.meta()));
    }
}
