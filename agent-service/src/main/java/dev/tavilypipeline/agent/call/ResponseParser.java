package dev.tavilypipeline.agent.call;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.agent.call.Outcome.Failure;

/**
 * How one provider's bodies are read. Each method gets the whole body, whatever its shape is, so that a fault in one part loses
 * no other: usage is read before the outcome and kept whatever the outcome is.
 */
public interface ResponseParser<T> {

    Usage usage(JsonNode body);

    /** @return the provider's own id of the request, or null */
    String requestId(JsonNode body);

    /** @return how many results a search gave; null where there is nothing to count */
    default Integer results(JsonNode body) {
        return null;
    }

    /** @param body of a response with a status of success */
    Outcome<T> outcome(JsonNode body);

    /**
     * Called for every status but those of success.
     *
     * @return the failure, or the same with {@code requestChanges} if the next attempt sends another request
     */
    default Failure<T> refused(int status, Failure<T> failure) {
        return failure;
    }
}
