package dev.tavilypipeline.analytics.ui;

import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * What a browser may do with the answers of this service: run scripts and styles of files from here, ask this service, and
 * nothing else. Forwarded texts from the web are answers too, so every one has these headers. The exception is the platform's
 * own pages under {@code /q}, which have scripts within.
 */
class UiHeaders {

    private static final int FILTER_PRIORITY = 30_000;
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    /** A file that is changed gets another name. */
    private static final Pattern HASHED = Pattern.compile("/static/bundle/(.+/)?[^/]+-[A-Z0-9]{8}\\.[a-z0-9.]+");

    void add(@Observes Filters filters) {
        filters.register(UiHeaders::watch, FILTER_PRIORITY);
    }

    private static void watch(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> {
            MultiMap headers = context.response().headers();
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "same-origin");
            if (!context.normalizedPath().startsWith("/q/")) {
                headers.set("Content-Security-Policy", POLICY);
                headers.set("Permissions-Policy", PERMISSIONS);
                cache(context, headers);
            }
        });
        context.next();
    }

    /** Quarkus would let browsers keep every file for a day. */
    private static void cache(RoutingContext context, MultiMap headers) {
        boolean isFound = context.response().getStatusCode() < Status.BAD_REQUEST.getStatusCode();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (isFound && HASHED.matcher(context.normalizedPath()).matches()) {
            headers.set(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        } else if (context.normalizedPath().startsWith("/static/")
                || (type != null && type.startsWith(MediaType.TEXT_HTML))) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
    }
}
