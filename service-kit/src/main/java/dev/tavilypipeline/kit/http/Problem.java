package dev.tavilypipeline.kit.http;

import java.util.Map;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error response as in RFC 9457.
 *
 * @param type {@code about:blank}, or a name for a condition that clients act on
 * @param more additional members, such as {@code field} or {@code run_id}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, @JsonAnyGetter Map<String, Object> more) {

    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    public static Problem of(Response.StatusType status, String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> all = new java.util.TreeMap<>(more);
        all.put(member, value);
        return new Problem(type, title, status, detail, all);
    }

    public Problem typed(String type) {
        return new Problem(type, title, status, detail, more);
    }

    /** 503: a temporary failure; the client may send the same request again. */
    public static Response unavailable(String detail, int retryAfterSeconds) {
        return of(Response.Status.SERVICE_UNAVAILABLE, detail).response(retryAfterSeconds);
    }

    /** @param retryAfterSeconds when the client may send the same request again */
    public Response response(int retryAfterSeconds) {
        return response().header(HttpHeaders.RETRY_AFTER, retryAfterSeconds).build();
    }

    public Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
