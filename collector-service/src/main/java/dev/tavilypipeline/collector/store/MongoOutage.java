package dev.tavilypipeline.collector.store;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;

import dev.tavilypipeline.kit.http.Problem;

/** MongoDB away is no fault of this service: it comes back, and readiness tells meanwhile. */
class MongoOutage {

    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    Response noServer(MongoTimeoutException e) {
        return away();
    }

    @ServerExceptionMapper
    Response broken(MongoSocketException e) {
        return away();
    }

    private static Response away() {
        return Problem.unavailable("MongoDB does not answer: try again in a while", RETRY_AFTER_SECONDS);
    }
}
