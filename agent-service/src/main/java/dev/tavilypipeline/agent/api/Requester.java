package dev.tavilypipeline.agent.api;

import jakarta.ws.rs.core.HttpHeaders;

import dev.tavilypipeline.agent.publish.JobTrace;
import dev.tavilypipeline.kit.http.access.Client;
import dev.tavilypipeline.kit.tracing.Tracing;

/**
 * Who sent a request.
 *
 * @param client the name of the API key; null where clients have no names
 * @param authorization its Authorization header, which is forwarded to the collector; null if there is none
 * @param trace the request's place in a trace
 */
record Requester(String client, String authorization, JobTrace trace) {

    private static final String ANYBODY = "anonymous";

    static Requester of(HttpHeaders request) {
        return new Requester(request.getHeaderString(Client.NAME_HEADER), request.getHeaderString(HttpHeaders.AUTHORIZATION),
                new JobTrace(request.getHeaderString(Tracing.TRACEPARENT), false));
    }

    /** The same requester, who sends many jobs at once. */
    Requester ofBatch() {
        return new Requester(client, authorization, new JobTrace(trace.traceparent(), true));
    }

    /** Whose idempotency keys these are. */
    String keyOwner() {
        return client == null ? ANYBODY : client;
    }
}
