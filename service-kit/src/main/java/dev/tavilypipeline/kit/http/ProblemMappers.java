package dev.tavilypipeline.kit.http;

import java.util.stream.Collectors;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Every failure leaves as a {@link Problem}; one that we did not foresee tells the client nothing but that. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return e.problem().response().build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        Response.ResponseBuilder response = Problem.of(status, null).response();
        e.getResponse().getStringHeaders().forEach((name, values) -> {
            if (!name.toLowerCase(java.util.Locale.ROOT).startsWith("content-")) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            String detail = e instanceof UnrecognizedPropertyException
                    ? "field '" + field + "' is not known"
                    : "field '" + field + "' cannot be read: " + e.getOriginalMessage();
            return ProblemException.badField(field, detail).problem().response().build();
        }
        return Problem.of(Response.Status.BAD_REQUEST, "the body is not valid JSON: " + e.getOriginalMessage()).response()
                .build();
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable e) {
        LOG.error("request failed", e);
        return Problem.of(Response.Status.INTERNAL_SERVER_ERROR, "an error inside the service; its log says more").response()
                .build();
    }
}
