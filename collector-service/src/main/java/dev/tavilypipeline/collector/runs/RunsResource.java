package dev.tavilypipeline.collector.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

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

import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.ActiveRuns;
import dev.tavilypipeline.collector.store.Page;
import dev.tavilypipeline.collector.store.PageKey;
import dev.tavilypipeline.collector.store.RunList;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.http.ETags;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.UuidParameter;
import io.smallrye.common.annotation.Blocking;

/** Reads runs. Answers have an ETag; a client that sends it back gets 304 while nothing has changed. */
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunsResource {

    private final RunStore store;
    private final RunList list;
    private final ActiveRuns active;

    RunsResource(RunStore store, RunList list, ActiveRuns active) {
        this.store = store;
        this.list = list;
        this.active = active;
    }

    @GET
    public Response list(@Context UriInfo uri, @Context HttpHeaders request) {
        ListRequest given = ListRequest.of(uri);
        Page<String> page = list.page(given.filter(), given.page().after(), given.page().limit());
        PageKey next = page.next();
        return ETags.answer(request, digest(page.toString()),
                () -> new RunPage(page.runs().stream().map(RawValue::new).toList(), next == null ? null : next.cursor()));
    }

    @GET
    @Path("/live")
    public Response live(@Context HttpHeaders request) {
        Map<String, Long> counts = new TreeMap<>();
        active.count().forEach((status, count) -> counts.put(status.wireName(), count));
        return ETags.answer(request, digest(counts.toString()), () -> counts);
    }

    @GET
    @Path("/{run_id}")
    public Response run(@PathParam("run_id") String runId, @Context HttpHeaders request) {
        return known(runId, request, run -> run);
    }

    /** The run as a Markdown report with numbered sources. */
    @GET
    @Path("/{run_id}/report.md")
    @Produces("text/markdown;charset=UTF-8")
    public Response report(@PathParam("run_id") String runId, @Context HttpHeaders request) {
        return known(runId, request, Report::of);
    }

    /** The envelope that was emitted last, byte by byte. */
    @GET
    @Path("/{run_id}/envelope")
    public Response envelope(@PathParam("run_id") String runId, @Context HttpHeaders request) {
        UUID id = UuidParameter.parse("run_id", runId);
        return store.envelope(id)
                .map(json -> ETags.answer(request, digest(json), () -> json))
                .orElseGet(() -> (isDeleted(id) ? deleted(runId) : noEnvelope(runId)).response().build());
    }

    private boolean isDeleted(UUID runId) {
        return store.find(runId).filter(RunState::purged).isPresent();
    }

    private Response known(String runId, HttpHeaders request, Function<Run, Object> shown) {
        return store.find(UuidParameter.parse("run_id", runId))
                .map(state -> state.purged() ? deleted(runId).response().build()
                        : ETags.answer(request, state.facts().count() + "-" + Projection.VERSION,
                                () -> shown.apply(state.run())))
                .orElseGet(() -> notVisibleYet(runId).response(1));
    }

    private static String digest(String content) {
        return UUID.nameUUIDFromBytes(content.getBytes(UTF_8)).toString();
    }

    private static Problem noEnvelope(String runId) {
        return Problem.of(Response.Status.NOT_FOUND,
                "run " + runId + " has no envelope: it is not known, not at its end, or not to be delivered")
                .typed("no-envelope");
    }

    static Problem deleted(String runId) {
        return Problem.of(Response.Status.GONE, "run " + runId + " was deleted when the time to keep it was over")
                .typed("run-deleted");
    }

    static Problem notVisibleYet(String runId) {
        return Problem
                .of(Response.Status.NOT_FOUND, "no run " + runId + " is known here; one just accepted appears within a second")
                .typed("run-not-visible-yet");
    }

    public record RunPage(List<RawValue> runs, String nextCursor) {
    }
}
