package dev.tavilypipeline.analytics.completeness;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The collector, which knows what was emitted of every run. */
@RegisterRestClient(configKey = "collector")
@Path("/ledger")
interface CollectorLedger {

    /**
     * @param cursor null for the first page
     * @param hours whether the first page adds up the hours of the window
     */
    @GET
    LedgerPage page(@QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("cursor") String cursor,
            @QueryParam("hours") boolean hours,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
