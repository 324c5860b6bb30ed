package dev.tavilypipeline.kit.http;

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.ClientWebApplicationException;

import dev.tavilypipeline.kit.http.access.Client;
import io.smallrye.mutiny.Multi;

/** Every way in which a request can fail. */
@Path("/samples")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SampleResource {

    public record Sample(String company, int maxSources, List<Part> parts) {
        public Sample {
            if (maxSources > 20) {
                throw ProblemException.badField("max_sources", "field 'max_sources' is at most 20");
            }
        }
    }

    public record Part(String name, Response.Status status) {
    }

    /** Cannot be written as JSON while it has no parts. */
    public record Unwritable(List<String> parts) {
        public String getFirst() {
            return parts.get(0);
        }
    }

    @POST
    public Sample echo(Sample sample) {
        return sample;
    }

    @GET
    @Path("/refused")
    public Sample refuse() {
        throw new ProblemException(Problem.of(Response.Status.NOT_FOUND, "run r1 is not visible yet")
                .typed("run-not-visible-yet").with("run_id", "r1"));
    }

    @GET
    @Path("/counted")
    public int count(@QueryParam("limit") int limit) {
        return limit;
    }

    @GET
    @Path("/unavailable")
    public Sample unavailable() {
        throw new ServiceUnavailableException(7L);
    }

    @GET
    @Path("/broken")
    public Sample fail() {
        throw new IllegalStateException("the secret of the house");
    }

    @GET
    @Path("/unwritable")
    public Unwritable unwritable() {
        return new Unwritable(List.of());
    }

    @GET
    @Path("/upstream")
    public Sample upstream() {
        throw new ClientWebApplicationException(Response.Status.UNAUTHORIZED);
    }

    @GET
    @Path("/who")
    @Produces(MediaType.TEXT_PLAIN)
    public String who(@HeaderParam(Client.NAME_HEADER) String client) {
        return client;
    }

    @GET
    @Path("/blocked")
    public int block(@QueryParam("seconds") int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
        return seconds;
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<String> events() {
        return Multi.createFrom().items("first", "second");
    }
}
