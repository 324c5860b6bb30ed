package dev.tavilypipeline.kit.http;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers under an ETag, by which a client that has this state already gets 304 and no body. */
public final class ETags {

    private ETags() {
    }

    /**
     * RFC 9110 has {@code If-None-Match} compared weakly, since what compresses on the way makes a tag weak.
     *
     * @param tag of the state that {@code body} shows, without quotation marks
     */
    public static Response answer(HttpHeaders request, String tag, Supplier<Object> body) {
        List<String> given = request.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        boolean known = given != null && given.stream().flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.replaceFirst("^W/", "").equals('"' + tag + '"'));
        return (known ? Response.notModified() : Response.ok(body.get())).tag(new EntityTag(tag)).build();
    }
}
