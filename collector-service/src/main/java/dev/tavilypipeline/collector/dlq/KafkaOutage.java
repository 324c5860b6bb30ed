package dev.tavilypipeline.collector.dlq;

import jakarta.ws.rs.core.Response;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.tavilypipeline.kit.http.Problem;

/** A Kafka outage is no fault of this service: it ends by itself, and readiness reports it meanwhile. */
class KafkaOutage {

    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    Response unavailable(RetriableException e) {
        return Problem.unavailable("Kafka does not answer: try again in a while", RETRY_AFTER_SECONDS);
    }

    @ServerExceptionMapper
    Response fenced(ProducerFencedException e) {
        return takenOver();
    }

    @ServerExceptionMapper
    Response fenced(InvalidProducerEpochException e) {
        return takenOver();
    }

    private static Response takenOver() {
        return Problem.of(Response.Status.CONFLICT,
                "another redrive has begun: it goes on where this one ended, and nothing is sent twice").response().build();
    }
}
