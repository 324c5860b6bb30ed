package dev.tavilypipeline.collector.replay;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.tavilypipeline.collector.store.Replay;
import dev.tavilypipeline.collector.store.ReplayStore;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryInstants;
import dev.tavilypipeline.kit.http.UuidParameter;
import io.smallrye.common.annotation.Blocking;

/** Emits the envelopes of a window, or of named runs, again. */
@Path("/replays")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReplaysResource {

    private static final int MAX_RUNS = 1_000;

    private final ReplayStore replays;
    private final Clock clock;

    ReplaysResource(ReplayStore replays, Clock clock) {
        this.replays = replays;
        this.clock = clock;
    }

    /** Either {@code from} and {@code to}, a window of {@code requested_at}, or {@code runIds}, up to 1,000 runs. */
    public record Request(String from, String to, List<String> runIds) {

        private Replay toReplay(Instant now) {
            UUID id = UUID.randomUUID();
            if (runIds != null && from == null && to == null) {
                if (runIds.isEmpty() || runIds.size() > MAX_RUNS) {
                    throw ProblemException.badField("run_ids", "run_ids must name 1 to " + MAX_RUNS + " runs");
                }
                return Replay.ofRuns(id, now,
                        runIds.stream().map(run -> UuidParameter.parse("run_ids", run)).distinct().toList());
            }
            if (runIds != null) {
                throw ProblemException.badField("run_ids", "give either from and to, or run_ids");
            }
            Instant begin = QueryInstants.required("from", from);
            Instant end = QueryInstants.required("to", to);
            if (!begin.isBefore(end)) {
                throw ProblemException.badField("to", "'to' must be after 'from'");
            }
            return Replay.ofWindow(id, now, begin, end);
        }
    }

    /**
     * The state of a replay.
     *
     * @param enqueued runs that it has reached so far
     * @param left how many of them have an envelope that is still to be emitted
     * @param withoutEnvelope the named runs that are unknown or have no envelope
     */
    public record Progress(UUID id, String status, Instant askedAt, Instant from, Instant to, long enqueued, long left,
            List<UUID> withoutEnvelope) {

        private static Progress of(Replay replay, long left) {
            String status = !replay.allEnqueued() ? "enqueuing" : left > 0 ? "emitting" : "done";
            return new Progress(replay.id(), status, replay.askedAt(), replay.from(), replay.to(), replay.enqueued(), left,
                    replay.without());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replay(Request request) {
        if (request == null) {
            throw ProblemException.badField("from", "the body is missing: send from and to, or run_ids");
        }
        Replay replay = request.toReplay(clock.instant());
        replays.add(replay);
        return Response.accepted(Progress.of(replay, 0)).location(URI.create("/replays/" + replay.id())).build();
    }

    @GET
    @Path("/{id}")
    public Progress progress(@PathParam("id") String id) {
        return replays.find(UuidParameter.parse("id", id))
                .map(replay -> Progress.of(replay, replays.left(replay.id())))
                .orElseThrow(() -> ProblemException.notFound("no replay " + id + " is known here"));
    }
}
