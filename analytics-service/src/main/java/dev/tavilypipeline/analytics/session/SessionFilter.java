package dev.tavilypipeline.analytics.session;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Turns the cookie of a session into the header {@code Authorization} with its key, before the filter that asks for one. So
 * everything behind it, here and at the services that requests are forwarded to, knows API keys only. A request that brings the
 * header itself is left as it is: a page of another site cannot send one, so it needs no CSRF token.
 */
class SessionFilter {

    static final String COOKIE = "pipeline_session";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final int BEFORE_API_KEYS = 21_000;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SessionTokens tokens;

    SessionFilter(SessionTokens tokens) {
        this.tokens = tokens;
    }

    void register(@Observes Filters filters) {
        filters.register(this::authenticate, BEFORE_API_KEYS);
    }

    private void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Session> session = session(request);
        if (session.isEmpty()) {
            context.next();
        } else if (needsCsrfToken(request) && !session.get().hasCsrfToken(request.getHeader(CSRF_HEADER))) {
            ProblemWriter.send(context.response(), Problem.of(Status.FORBIDDEN, "a request that changes state needs the header "
                    + CSRF_HEADER + " with the csrf_token of GET /session").typed("csrf-token-invalid"));
        } else {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + session.get().key());
            context.next();
        }
    }

    private Optional<Session> session(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue).flatMap(tokens::read);
    }

    /** To sign in takes a key in a body of JSON, which a page of another site cannot send either. */
    private static boolean needsCsrfToken(HttpServerRequest request) {
        boolean signsIn = request.method().equals(HttpMethod.POST) && request.path().equals(SessionResource.PATH);
        return !READING.contains(request.method()) && !signsIn;
    }
}
