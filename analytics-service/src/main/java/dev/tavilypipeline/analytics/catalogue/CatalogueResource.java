package dev.tavilypipeline.analytics.catalogue;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

/** What can be asked. */
@Path("/kpis")
@Produces(MediaType.APPLICATION_JSON)
class CatalogueResource {

    private final Catalogue catalogue = Catalogue.packaged();

    @GET
    @Operation(summary = "All KPIs, with unit, definition and link")
    public Catalogue catalogue() {
        return catalogue;
    }
}
