package dev.tavilypipeline.kit.http.access;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests that a web page in the user's browser sends to a service on this machine. A request that changes state needs
 * the content type JSON, which a browser sends to another site only if the service allows it. Without API keys a request from
 * another site is refused, and so is a host name that is not of this machine: a page may point its own name at 127.0.0.1.
 */
class CrossSiteFilter {

    private static final int AFTER_API_KEYS = 15_000;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");
    private static final Pattern LOOPBACK = Pattern.compile("(.+\\.)?localhost\\.?|127(\\.[0-9]{1,3}){3}|\\[?::1]?");
    private static final Pattern JSON = Pattern
            .compile("(?i)\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?;?\\s*");

    private final AccessSettings settings;
    private final boolean withKeys;
    private final boolean checksHost;

    CrossSiteFilter(AccessSettings settings) {
        this.settings = settings;
        this.withKeys = settings.apiKeys().isPresent();
        this.checksHost = !withKeys && !settings.allowAnonymous() && settings.isLoopback();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_API_KEYS);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (checksHost && !isOwnHost(request)) {
            refuse(context, Response.Status.FORBIDDEN,
                    "the Host header must name this machine, such as localhost; other names need PIPELINE_API_KEYS");
        } else if (READING.contains(request.method())) {
            context.next();
        } else if (!withKeys && isFromAnotherSite(request)) {
            refuse(context, Response.Status.FORBIDDEN, "a web page of another site may not send this request");
        } else if (needsContentType(request) && !isJson(request)) {
            refuse(context, Response.Status.UNSUPPORTED_MEDIA_TYPE,
                    "send JSON in UTF-8 with the header Content-Type: application/json");
        } else {
            context.next();
        }
    }

    /** A request without a host, which HTTP/1.0 allows, comes from no browser. */
    private boolean isOwnHost(HttpServerRequest request) {
        if (request.authority() == null) {
            return request.getHeader(HttpHeaders.HOST) == null;
        }
        String host = request.authority().host().toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(host).matches() || host.equalsIgnoreCase(settings.host());
    }

    private static boolean isFromAnotherSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = String.valueOf(request.authority()); // HTTP/2 has no Host header
        return (site != null && OTHER_SITES.contains(site.toLowerCase(Locale.ROOT)))
                || (origin != null && !origin.equalsIgnoreCase("http://" + host)
                        && !origin.equalsIgnoreCase("https://" + host));
    }

    private static boolean needsContentType(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.method().equals(HttpMethod.POST) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (length != null && !length.equals("0"));
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && JSON.matcher(type).matches();
    }

    private static void refuse(RoutingContext context, Response.Status status, String detail) {
        ProblemWriter.send(context.response(), Problem.of(status, detail));
    }
}
