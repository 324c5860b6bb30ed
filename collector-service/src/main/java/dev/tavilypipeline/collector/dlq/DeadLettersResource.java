package dev.tavilypipeline.collector.dlq;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryLimit;
import io.smallrye.common.annotation.Blocking;

@Path("/dlq")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeadLettersResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_REDRIVEN = 10_000;

    private final DeadLetterLog log;

    DeadLettersResource(DeadLetterLog log) {
        this.log = log;
    }

    /**
     * Lists the dead letters that wait to be sent back, the oldest of each partition first.
     *
     * @param topic that they came from; all topics if it is missing
     * @param all {@code true}: dead letters that were sent back are listed too
     */
    @GET
    public DeadLetterLog.Listing list(@QueryParam("topic") String topic, @QueryParam("all") @DefaultValue("false") String all,
            @QueryParam("limit") String limit) {
        if (!Set.of("true", "false").contains(all)) {
            throw ProblemException.badField("all", "parameter 'all' must be true or false");
        }
        return log.list(topics(topic), Boolean.parseBoolean(all), QueryLimit.of("limit", limit, DEFAULT_LIMIT, MAX_LIMIT));
    }

    /** @param request null for all dead letters */
    @POST
    @Path("/redrive")
    @Consumes(MediaType.APPLICATION_JSON)
    public DeadLetterLog.Redriven redrive(RedriveRequest request) {
        RedriveRequest given = request == null ? new RedriveRequest(null, null) : request;
        String atMost = given.atMost() == null ? null : given.atMost().toString();
        return log.redrive(topics(given.topic()), QueryLimit.of("at_most", atMost, MAX_REDRIVEN, MAX_REDRIVEN));
    }

    /**
     * @param topic that they came from; all topics if it is missing
     * @param atMost 1 to 10,000
     */
    public record RedriveRequest(String topic, Integer atMost) {
    }

    private static Predicate<String> topics(String topic) {
        if (topic != null && !DeadLetterLog.SOURCES.contains(topic)) {
            throw ProblemException.badField("topic",
                    "'topic' must be one of " + DeadLetterLog.SOURCES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return topic == null ? DeadLetterLog.SOURCES::contains : topic::equals;
    }
}
