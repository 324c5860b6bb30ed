package dev.tavilypipeline.analytics.kpi.summary;

import java.sql.SQLException;

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
import dev.tavilypipeline.analytics.kpi.KpiReader;
import dev.tavilypipeline.analytics.kpi.Kpis;
import dev.tavilypipeline.analytics.kpi.costs.CostsTables;
import dev.tavilypipeline.analytics.kpi.health.HealthTables;
import dev.tavilypipeline.analytics.kpi.performance.PerformanceTables;
import dev.tavilypipeline.analytics.kpi.usage.UsageTables;
import io.smallrye.common.annotation.Blocking;

/** The headline figures of all four groups. */
@Path("/kpis/summary")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class SummaryResource {

    private final Kpis kpis;

    SummaryResource(Kpis kpis) {
        this.kpis = kpis;
    }

    @GET
    @Operation(summary = "The headline figures of all four groups")
    @APIResponseSchema(SummaryAnswer.class)
    public Response summary(@BeanParam KpiParameters parameters, @Context HttpHeaders headers) {
        return kpis.answer("summary", parameters, headers, reader -> new SummaryAnswer(reader.row(HealthTables.FIGURES),
                reader.row(PerformanceTables.FIGURES), reader.row(PerformanceTables.SLOWEST_STEP),
                reader.row(UsageTables.FIGURES), reader.row(CostsTables.FIGURES),
                previous(reader), reader.meta()));
    }

    private static SummaryAnswer.Previous previous(KpiReader reader) throws SQLException {
        if (!reader.isCompared()) {
            return null;
        }
        return new SummaryAnswer.Previous(reader.previous(HealthTables.FIGURES), reader.previous(PerformanceTables.FIGURES),
                reader.previous(UsageTables.FIGURES), reader.previous(CostsTables.FIGURES));
    }
}
