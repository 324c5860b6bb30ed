package dev.tavilypipeline.analytics.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.access.ApiKeys;
import io.vertx.core.http.HttpServerRequest;

/** A browser trades an API key for a cookie, because it cannot send a header with an event stream. */
@Path(SessionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
class SessionResource {

    static final String PATH = "/session";

    private final ApiKeys keys;
    private final SessionTokens tokens;
    private final SignInLimit limit;
    private final SessionSettings settings;

    SessionResource(ApiKeys keys, SessionTokens tokens, SignInLimit limit, SessionSettings settings) {
        this.keys = keys;
        this.tokens = tokens;
        this.limit = limit;
        this.settings = settings;
    }

    /** @param key an API key of {@code PIPELINE_API_KEYS}, without its name */
    public record SignIn(String key) {
    }

    /**
     * @param authenticated whether requests of this browser are answered, as they all are where no key is required
     * @param csrfToken for the header {@code X-CSRF-Token} of requests that change state; null without a session
     * @param expiresAt null without a session
     */
    public record SessionState(boolean authenticated, boolean keysRequired, @Schema(nullable = true) String csrfToken,
            @Schema(nullable = true) Instant expiresAt) {
    }

    @GET
    @Operation(summary = "Whether this browser is signed in, and whether it has to be")
    @APIResponseSchema(SessionState.class)
    public Response state(@CookieParam(SessionFilter.COOKIE) String token) {
        return answer(Optional.ofNullable(token).flatMap(tokens::read)).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in with an API key", description = "Sets the cookie of the session. Without PIPELINE_API_KEYS"
            + " there is nothing to sign in to, and no cookie is set.")
    @APIResponseSchema(SessionState.class)
    @APIResponse(responseCode = "401", description = "Nobody has this key")
    @APIResponse(responseCode = "429", description = "Too many attempts failed in the last minute")
    public Response signIn(SignIn request, @Context HttpServerRequest http) {
        if (request == null || request.key() == null || request.key().isBlank()) {
            throw ProblemException.badField("key", "the key is missing: send {\"key\": \"…\"}");
        }
        if (keys.isEmpty()) {
            return answer(Optional.empty()).build();
        }
        String address = http.remoteAddress().hostAddress();
        Duration wait = limit.begin(address);
        if (!wait.isZero()) {
            return tooMany(wait);
        }
        Session session = tokens.issue(request.key().strip()).orElseThrow(
                () -> new ProblemException(Problem.of(Status.UNAUTHORIZED, "this is not one of the API keys")));
        limit.succeeded(address);
        int seconds = Math.toIntExact(settings.lifetime().toSeconds());
        return answer(Optional.of(session)).cookie(cookie(session.token(), seconds, http)).build();
    }

    @DELETE
    @Operation(summary = "Sign out", description = "Removes the cookie. Needs the header X-CSRF-Token while the session lasts.")
    @APIResponse(responseCode = "204", description = "The browser has no session")
    public Response signOut(@Context HttpServerRequest http) {
        return Response.noContent().cookie(cookie("", 0, http)).build();
    }

    private static Response tooMany(Duration wait) {
        int seconds = Math.toIntExact(wait.plusNanos(999_999_999).toSeconds());
        return Problem.of(Status.TOO_MANY_REQUESTS, "too many attempts to sign in have failed: wait " + seconds + " s")
                .typed("too-many-attempts").response(seconds);
    }

    private Response.ResponseBuilder answer(Optional<Session> session) {
        return Response.ok(new SessionState(keys.isEmpty() || session.isPresent(), !keys.isEmpty(),
                session.map(Session::csrfToken).orElse(null), session.map(Session::expiresAt).orElse(null)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private NewCookie cookie(String value, int seconds, HttpServerRequest http) {
        boolean secure = settings.secureCookie() || "https".equals(http.scheme());
        return new NewCookie.Builder(SessionFilter.COOKIE).value(value).path("/").maxAge(seconds).httpOnly(true)
                .secure(secure).sameSite(NewCookie.SameSite.STRICT).build();
    }
}
