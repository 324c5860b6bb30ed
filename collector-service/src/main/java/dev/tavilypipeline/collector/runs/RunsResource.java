package dev.tavilypipeline.collector.runs;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.util.RawValue;

import dev.tavilypipeline.collector.store.PageKey;
import dev.tavilypipeline.collector.store.RunList;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.RunIdInPath;
import io.smallrye.common.annotation.Blocking;

/** The place to read runs from. */
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunsResource {

    private final RunStore store;
    private final RunList list;

    RunsResource(RunStore store, RunList list) {
        this.store = store;
        this.list = list;
    }

    @GET
    public RunPage list(@Context UriInfo uri) {
        ListRequest request = ListRequest.of(uri);
        RunList.Page page = list.page(request.filter(), request.after(), request.limit());
        PageKey next = page.next();
        return new RunPage(page.runs().stream().map(RawValue::new).toList(), next == null ? null : next.cursor());
    }

    @GET
    @Path("/{run_id}")
    public Response run(@PathParam("run_id") String runId) {
        return store.find(RunIdInPath.parse(runId))
                .map(stored -> Response.ok(stored.run()).build())
                .orElseGet(() -> notVisibleYet(runId));
    }

    private static Response notVisibleYet(String runId) {
        return Problem
                .of(Response.Status.NOT_FOUND, "no run " + runId + " is known here; one just accepted appears within a second")
                .typed("run-not-visible-yet")
                .response()
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    /** @param nextCursor null on the last page */
    public record RunPage(List<RawValue> runs, String nextCursor) {
    }
}
