package dev.tavilypipeline.analytics.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Lists and serves objects as S3's API reference describes ListObjectsV2 and GetObject, two keys a page, and fails on demand.
 */
final class S3Stub implements AutoCloseable {

    static final String BUCKET = "lake";
    private static final int PAGE = 2;

    /** How many of the next requests are answered by 503 SlowDown. */
    final AtomicInteger throttled = new AtomicInteger();
    /** How many of the next objects are sent without their last byte. */
    final AtomicInteger cutOff = new AtomicInteger();
    /** Keys that are listed and cannot be read. */
    final Set<String> archived = ConcurrentHashMap.newKeySet();
    final AtomicInteger requests = new AtomicInteger();
    final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    S3Stub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/" + BUCKET, this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String key = exchange.getRequestURI().getPath().replaceFirst("^/" + BUCKET + "/?", "");
        if (throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            send(exchange, 503, "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>");
        } else if (key.isEmpty()) {
            send(exchange, 200, list(query(exchange.getRequestURI().getRawQuery())));
        } else if (archived.contains(key)) {
            send(exchange, 403, "<Error><Code>InvalidObjectState</Code><Message>The object is archived.</Message></Error>");
        } else if (objects.containsKey(key)) {
            sendObject(exchange, objects.get(key));
        } else {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
        }
    }

    private void sendObject(HttpExchange exchange, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("ETag", etag(content));
        exchange.sendResponseHeaders(200, content.length);
        boolean whole = cutOff.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
        OutputStream body = exchange.getResponseBody();
        body.write(content, 0, whole ? content.length : content.length - 1);
        body.flush();
        exchange.close();
    }

    private String list(Map<String, String> query) {
        String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        StringBuilder contents = new StringBuilder();
        int count = 0;
        String last = null;
        for (Map.Entry<String, byte[]> object : objects.tailMap(after, false).entrySet()) {
            if (!object.getKey().startsWith(query.get("prefix"))) {
                continue;
            }
            if (count == PAGE) {
                contents.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
                break;
            }
            count++;
            last = object.getKey();
            contents.append("<Contents><Key>").append(last).append("</Key><ETag>").append(etag(object.getValue()))
                    .append("</ETag><Size>").append(object.getValue().length).append("</Size></Contents>");
        }
        boolean truncated = contents.indexOf("<NextContinuationToken>") >= 0;
        return "<ListBucketResult><IsTruncated>" + truncated + "</IsTruncated><KeyCount>" + count + "</KeyCount>" + contents
                + "</ListBucketResult>";
    }

    private static String etag(byte[] content) {
        return "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"";
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : raw.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts.length == 2 ? parts[1] : "", UTF_8));
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
