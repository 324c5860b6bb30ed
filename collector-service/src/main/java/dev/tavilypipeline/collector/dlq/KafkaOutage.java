package dev.tavilypipeline.collector.dlq;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.apache.kafka.common.errors.RetriableException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.tavilypipeline.kit.http.Problem;

/** Kafka away is no fault of this service: it comes back, and readiness tells meanwhile. */
class KafkaOutage {

    private static final int SECONDS = 5;

    @ServerExceptionMapper
    Response away(RetriableException e) {
        return away();
    }

    private static Response away() {
        return Problem.of(Response.Status.SERVICE_UNAVAILABLE, "Kafka does not answer: try again in a while").response()
                .header(HttpHeaders.RETRY_AFTER, SECONDS).build();
    }
}
