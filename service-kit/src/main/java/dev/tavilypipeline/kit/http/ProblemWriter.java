package dev.tavilypipeline.kit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;

/** Answers with a {@link Problem} before any resource method is chosen. */
public final class ProblemWriter {

    private ProblemWriter() {
    }

    /** @param retryAfterSeconds when the client may send the same request again */
    public static void send(HttpServerResponse response, Problem problem, int retryAfterSeconds) {
        send(response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds)), problem);
    }

    /** Closes a connection of HTTP/1 afterwards, because nobody reads the rest of the request. */
    public static void send(HttpServerResponse response, Problem problem) {
        if (isHttp1(response)) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                .end(Json.encode(problem));
    }

    /** Only HTTP/2 has streams. It has no Connection header: clients reject a response with one. */
    private static boolean isHttp1(HttpServerResponse response) {
        return response.streamId() < 0;
    }
}
