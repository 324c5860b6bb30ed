package dev.tavilypipeline.collector.dlq;

import jakarta.ws.rs.core.Response;

import org.apache.kafka.common.errors.RetriableException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.tavilypipeline.kit.http.Problem;

/** Kafka away is no fault of this service: it comes back, and readiness tells meanwhile. */
class KafkaOutage {

    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    Response away(RetriableException e) {
        return Problem.unavailable("Kafka does not answer: try again in a while", RETRY_AFTER_SECONDS);
    }
}
