package dev.tavilypipeline.kit.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.INTERNAL_SERVER_ERROR;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import java.util.Locale;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import dev.tavilypipeline.kit.json.JsonComplaint;

/** Turns every exception into a {@link Problem}. The answer to an unexpected exception contains no details of it. */
class ProblemMappers {

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        Problem problem = e.problem();
        return problem.status() == SERVICE_UNAVAILABLE.getStatusCode() ? problem.response(RETRY_AFTER_SECONDS)
                : problem.response().build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status == BAD_REQUEST.getStatusCode() && e.getCause() instanceof JsonProcessingException json) {
            return unreadable(json).response().build();
        }
        // the error status of another server must not reach our client
        if (status == INTERNAL_SERVER_ERROR.getStatusCode() || e instanceof ResteasyReactiveClientProblem) {
            return unexpected(e);
        }
        Response.ResponseBuilder response = Problem.of(e.getResponse().getStatusInfo(), null).response();
        e.getResponse().getStringHeaders().forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("content-")) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    /** Quarkus has a mapper of exactly this type, which would answer 400 with an empty body. */
    @ServerExceptionMapper
    Response unreadable(MismatchedInputException e) {
        return unreadable((JsonProcessingException) e).response().build();
    }

    /** Also for a response that cannot be written; the methods above handle only bodies that cannot be read. */
    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        LOG.error("request failed", e);
        return Problem.of(INTERNAL_SERVER_ERROR, "an error inside the service; its log says more").response().build();
    }

    private static Problem unreadable(JsonProcessingException e) {
        if (e.getCause() instanceof ProblemException refused) {
            return refused.problem(); // the constructor of a body's record refused a value
        }
        JsonComplaint complaint = JsonComplaint.of(e);
        return complaint.field().isEmpty()
                ? Problem.of(BAD_REQUEST, "the body cannot be read: " + complaint.what())
                : ProblemException.badField(complaint.field(), complaint.sentence()).problem();
    }
}
