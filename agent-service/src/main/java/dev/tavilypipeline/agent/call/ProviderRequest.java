package dev.tavilypipeline.agent.call;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

import com.fasterxml.jackson.annotation.JsonValue;

import io.smallrye.mutiny.Multi;

/**
 * The body of a request, which gets the status and the headers of the response. A client that returns a stream of bytes gives
 * access to neither.
 */
public final class ProviderRequest {

    private final Object body;
    private volatile Head head;
    private volatile byte[] errorBody;

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

    /** @return empty while no response has begun */
    Optional<Head> head() {
        return Optional.ofNullable(head);
    }

    /** The bytes of a response whose status is no success. The client reads it by itself, and then ends with an exception. */
    Multi<byte[]> errorBody() {
        return Multi.createFrom().items(Stream.ofNullable(errorBody));
    }

    record Head(int status, MultivaluedMap<String, String> headers) {

        String header(String name) {
            return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream()).findFirst().orElse(null);
        }
    }

    /** Bodies are read as bytes whatever their type says: a wrong or missing type changes nothing. */
    static final class HeadFilter implements ClientResponseFilter {

        @Override
        public void filter(ClientRequestContext request, ClientResponseContext response) throws IOException {
            if (request.getEntity() instanceof ProviderRequest posted) {
                posted.answered(new Head(response.getStatus(), response.getHeaders()));
                if (response.getStatus() / 100 != 2 && response.hasEntity()) {
                    posted.errorBody = response.getEntityStream().readNBytes(BodyLimit.MAX_BYTES + 1);
                }
            }
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }
}
