package dev.tavilypipeline.collector.http;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;

import dev.tavilypipeline.kit.http.Problem;

/** Answers 503 while MongoDB is unavailable; readiness reports it meanwhile. */
class MongoUnavailableMapper {

    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    Response timeout(MongoTimeoutException e) {
        return unavailable();
    }

    @ServerExceptionMapper
    Response brokenConnection(MongoSocketException e) {
        return unavailable();
    }

    private static Response unavailable() {
        return Problem.unavailable("MongoDB does not answer: try again later", RETRY_AFTER_SECONDS);
    }
}
