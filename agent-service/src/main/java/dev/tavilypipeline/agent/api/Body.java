package dev.tavilypipeline.agent.api;

import jakarta.ws.rs.core.Response;

/** The body of a client's response, whatever its status. */
final class Body {

    private Body() {
    }

    /** @return null if there is none */
    static byte[] of(Response response) {
        return response.hasEntity() ? response.readEntity(byte[].class) : null;
    }
}
