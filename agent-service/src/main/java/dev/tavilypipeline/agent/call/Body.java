package dev.tavilypipeline.agent.call;

import jakarta.ws.rs.core.Response;

/** The body of a client's response, whatever its status. */
public final class Body {

    private Body() {
    }

    /** @return null if there is none */
    public static byte[] of(Response response) {
        return response.hasEntity() ? response.readEntity(byte[].class) : null;
    }
}
