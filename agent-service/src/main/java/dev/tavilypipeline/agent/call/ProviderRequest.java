package dev.tavilypipeline.agent.call;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

import io.vertx.core.MultiMap;

/**
 * The body of a request, which gets the status and the headers of the response. The bytes of the
 * response come apart from them.
 */
public final class ProviderRequest {

    private final Object body;
    private volatile Head head;

    /** @param body as Jackson writes it */
    public ProviderRequest(Object body) {
        this.body = body;
    }

    @JsonValue
    public Object body() {
        return body;
    }

    void answered(Head response) {
        head = response;
    }

    /** @return empty while no response has started */
    Optional<Head> head() {
        return Optional.ofNullable(head);
    }

    record Head(int status, MultiMap headers) {

        /** @return null if there is none */
        String header(String name) {
            return headers.get(name);
        }
    }
}
