package dev.tavilypipeline.analytics.kpi;

import java.time.Clock;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.tavilypipeline.analytics.load.LoadProgress;
import dev.tavilypipeline.analytics.warehouse.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.WarehouseBusyException;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;

/** JDBC waits for its answer, so that every request here has a worker thread. */
@Path("/kpis")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class KpiResource {

    private final KpiParameters parameters;
    private final KpiCatalogue catalogue;
    private final KpiAnswers answers;

    KpiResource(KpiSettings settings, DuckDbWarehouse warehouse, LoadProgress progress, MeterRegistry metrics) {
        KpiQueries queries = KpiQueries.packaged();
        this.parameters = new KpiParameters(settings.tavilyApiKey().isPresent() ? Simulated.FALSE : Simulated.TRUE,
                Clock.systemUTC());
        this.catalogue = KpiCatalogue.of(queries);
        this.answers = new KpiAnswers(warehouse, queries, progress, metrics);
    }

    @GET
    public KpiCatalogue catalogue(UriInfo uri) {
        KpiParameters.refuseAll(uri.getQueryParameters());
        return catalogue;
    }

    @GET
    @Path("/summary")
    public Map<String, Object> summary(UriInfo uri) {
        return answers.summary(parameters.read(uri.getQueryParameters()));
    }

    @GET
    @Path("/{group}")
    public Map<String, Object> group(@RestPath String group, UriInfo uri) {
        KpiGroup known = KpiGroup.of(group)
                .orElseThrow(() -> ProblemException.notFound("no such KPIs; GET /kpis lists what there is"));
        return answers.group(known, parameters.read(uri.getQueryParameters()));
    }

    @GET
    @Path("/{group}/{rest:.+}")
    public Map<String, Object> unknown() {
        throw ProblemException.notFound("no such KPIs; GET /kpis lists what there is");
    }

    @ServerExceptionMapper
    Response busy(WarehouseBusyException e) {
        return Problem.unavailable(e.getMessage(), 1);
    }
}
