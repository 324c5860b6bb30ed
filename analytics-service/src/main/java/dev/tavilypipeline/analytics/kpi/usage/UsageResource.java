package dev.tavilypipeline.analytics.kpi.usage;

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

/** Usage & Demand: how much is asked, about whom, and when? */
@Path("/kpis/usage")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class UsageResource {

    private final Kpis kpis;

    UsageResource(Kpis kpis) {
        this.kpis = kpis;
    }

    @GET
    @Operation(summary = "Usage & Demand: how much is asked, about whom, and when?")
    @APIResponseSchema(UsageAnswer.class)
    public Response usage(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("usage", parameters, headers, reader -> new UsageAnswer(
                reader.row(UsageTables.FIGURES), reader.previous(UsageTables.FIGURES), reader.buckets(UsageTables.OVER_TIME),
                reader.rows(UsageTables.TOP_COMPANIES), reader.rows(UsageTables.INDUSTRIES), reader.rows(UsageTables.HOURS),
                reader.meta()));
    }

    @GET
    @Path("/companies")
    @Operation(summary = "The companies that are asked about most")
    @APIResponseSchema(CompaniesAnswer.class)
    public Response companies(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("usage/companies", parameters, headers, reader -> new CompaniesAnswer(
                reader.rows(UsageTables.TOP_COMPANIES), reader.meta()));
    }

    @GET
    @Path("/hours")
    @Operation(summary = "Runs by weekday and hour")
    @APIResponseSchema(HoursAnswer.class)
    public Response hours(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("usage/hours", parameters, headers, reader -> new HoursAnswer(
                reader.rows(UsageTables.HOURS), reader.meta()));
    }
}
