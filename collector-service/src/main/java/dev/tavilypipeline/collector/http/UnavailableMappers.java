package dev.tavilypipeline.collector.http;

import jakarta.ws.rs.core.Response;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;

import dev.tavilypipeline.kit.http.Problem;

/** An outage of MongoDB or Kafka is no fault of this service: it ends by itself, and readiness reports it meanwhile. */
class UnavailableMappers {

    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper({ MongoTimeoutException.class, MongoSocketException.class, MongoServerUnavailableException.class,
            MongoConnectionPoolClearedException.class, MongoNotPrimaryException.class, MongoNodeIsRecoveringException.class })
    Response mongo() {
        return Problem.unavailable("MongoDB does not answer: try again later", RETRY_AFTER_SECONDS);
    }

    @ServerExceptionMapper(RetriableException.class)
    Response kafka() {
        return Problem.unavailable("Kafka does not answer: try again in a while", RETRY_AFTER_SECONDS);
    }

    @ServerExceptionMapper({ ProducerFencedException.class, InvalidProducerEpochException.class })
    Response fenced() {
        return Problem.of(Response.Status.CONFLICT,
                "another redrive has started: it goes on where this one ended, and nothing is sent twice").response().build();
    }
}
