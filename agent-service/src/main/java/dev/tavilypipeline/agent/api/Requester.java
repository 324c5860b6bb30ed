package dev.tavilypipeline.agent.api;

import jakarta.ws.rs.core.HttpHeaders;

import dev.tavilypipeline.kit.http.access.Client;

/**
 * Who sent a request.
 *
 * @param client the name of the API key; null where clients have no names
 * @param authorization what the client has shown, which the collector asks for as we do; null if there is none
 */
record Requester(String client, String authorization) {

    private static final String ANYBODY = "anonymous";

    static Requester of(HttpHeaders request) {
        return new Requester(request.getHeaderString(Client.NAME_HEADER), request.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    /** Whose idempotency keys these are. */
    String keyOwner() {
        return client == null ? ANYBODY : client;
    }
}
