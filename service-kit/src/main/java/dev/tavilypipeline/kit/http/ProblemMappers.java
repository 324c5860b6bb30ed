package dev.tavilypipeline.kit.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.INTERNAL_SERVER_ERROR;

import java.util.Locale;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import dev.tavilypipeline.kit.json.JsonComplaint;

/** Every failure leaves as a {@link Problem}; one that we did not foresee tells the client nothing but that. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return e.problem().response().build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status == BAD_REQUEST.getStatusCode() && e.getCause() instanceof JsonProcessingException json) {
            return unreadable(json).response().build();
        }
        // what another server answered to us is not our answer to the client
        if (status == INTERNAL_SERVER_ERROR.getStatusCode() || e instanceof ResteasyReactiveClientProblem) {
            return unforeseen(e);
        }
        Response.ResponseBuilder response = Problem.of(e.getResponse().getStatusInfo(), null).response();
        e.getResponse().getStringHeaders().forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("content-")) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    /** Named exactly, or Quarkus' own mapper of this type would answer with an empty 400. */
    @ServerExceptionMapper
    Response unreadable(MismatchedInputException e) {
        return unreadable((JsonProcessingException) e).response().build();
    }

    /** What could not be written, too: only a body that was read comes in one of the ways above. */
    @ServerExceptionMapper
    Response unforeseen(Throwable e) {
        LOG.error("request failed", e);
        return Problem.of(INTERNAL_SERVER_ERROR, "an error inside the service; its log says more").response().build();
    }

    private static Problem unreadable(JsonProcessingException e) {
        if (e.getCause() instanceof ProblemException refused) {
            return refused.problem(); // a body's record may refuse its values itself
        }
        JsonComplaint complaint = JsonComplaint.of(e);
        return complaint.field().isEmpty()
                ? Problem.of(BAD_REQUEST, "the body cannot be read: " + complaint.what())
                : ProblemException.badField(complaint.field(), complaint.sentence()).problem();
    }
}
