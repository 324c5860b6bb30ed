package dev.tavilypipeline.kit.http.forward;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The headers that are passed, by name. So no cookie, no name of a client, nothing that concerns one connection, and no other
 * site's {@code Origin}, which was checked already, reaches the other service.
 */
final class ForwardedHeaders {

    private static final List<String> REQUEST = List.of("Accept", "Accept-Language", "Authorization", "Content-Type",
            "Idempotency-Key", "If-Modified-Since", "If-None-Match", "Last-Event-ID", "traceparent", "tracestate",
            "X-Request-Id");
    private static final List<String> RESPONSE = List.of("Allow", "Cache-Control", "Content-Disposition", "Content-Language",
            "Content-Length", "Content-Type", "ETag", "Last-Modified", "Retry-After", "Vary", "WWW-Authenticate",
            "X-Request-Id");

    private ForwardedHeaders() {
    }

    static void copyRequest(MultiMap from, MultiMap to) {
        copy(REQUEST, from, to);
    }

    static void copyResponse(MultiMap from, MultiMap to, URI service) {
        copy(RESPONSE, from, to);
        Optional.ofNullable(from.get(HttpHeaders.LOCATION)).flatMap(location -> ownLocation(location, service))
                .ifPresent(location -> to.set(HttpHeaders.LOCATION, location));
    }

    /** Every value: a header that comes twice where it must not is the other service's to refuse. */
    private static void copy(List<String> names, MultiMap from, MultiMap to) {
        names.stream().filter(from::contains).forEach(name -> to.set(name, from.getAll(name)));
    }

    /** The path alone, for the client knows one address only; empty where it leads to another host. */
    static Optional<String> ownLocation(String location, URI service) {
        URI target = parse(location);
        if (target == null || target.getRawPath() == null) {
            return Optional.empty();
        }
        boolean isRelative = target.getScheme() == null && target.getRawAuthority() == null;
        if (!isRelative && (!service.getHost().equalsIgnoreCase(target.getHost()) || service.getPort() != target.getPort())) {
            return Optional.empty();
        }
        String path = target.getRawPath();
        String own = path.startsWith(prefix(service) + "/") ? path.substring(prefix(service).length()) : path;
        boolean staysHere = own.startsWith("/") && !own.startsWith("//");
        return staysHere ? Optional.of(target.getRawQuery() == null ? own : own + "?" + target.getRawQuery())
                : Optional.empty();
    }

    /** The path of an address, without a slash at its end. */
    static String prefix(URI service) {
        return service.getRawPath() == null ? "" : service.getRawPath().replaceFirst("/+$", "");
    }

    private static URI parse(String location) {
        try {
            return URI.create(location);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
