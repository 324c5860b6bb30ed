package dev.tavilypipeline.analytics.kpi.health;

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

/** Agent Health: do the runs end well, and what goes wrong? */
@Path("/kpis/health")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class HealthResource {

    private final Kpis kpis;

    HealthResource(Kpis kpis) {
        this.kpis = kpis;
    }

    @GET
    @Operation(summary = "Agent Health: do the runs end well, and what goes wrong?")
    @APIResponseSchema(HealthAnswer.class)
    public Response health(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("health", parameters, headers, reader -> new HealthAnswer(
                reader.row(HealthTables.FIGURES), reader.previous(HealthTables.FIGURES), reader.buckets(HealthTables.OVER_TIME),
                reader.rows(HealthTables.RUNS_BY_STATUS), reader.rows(HealthTables.ERRORS_BY_TYPE),
                reader.rows(HealthTables.FAILING_COMPANIES), reader.rows(HealthTables.FAILING_STEPS), reader.meta()));
    }

    @GET
    @Path("/errors")
    @Operation(summary = "What goes wrong: by error type, company, step and provider")
    @APIResponseSchema(ErrorsAnswer.class)
    public Response errors(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("health/errors", parameters, headers, reader -> new ErrorsAnswer(
                reader.rows(HealthTables.ERRORS_BY_TYPE), reader.rows(HealthTables.FAILING_COMPANIES),
                reader.rows(HealthTables.FAILING_STEPS), reader.rows(HealthTables.CALL_ERRORS), reader.meta()));
    }
}
