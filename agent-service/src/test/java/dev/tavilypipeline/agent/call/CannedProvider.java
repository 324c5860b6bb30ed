package dev.tavilypipeline.agent.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.agent.call.ProviderRequest.Head;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;

/** Answers with what it was given, the last answer again and again, as the bytes of an HTTP client. */
public final class CannedProvider {

    public static final List<String> KEYS = List.of("tvly-secret-0123456789", "sk-secret-0123456789");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<JsonNode> answers = new ArrayDeque<>();

    /** @param answers a body, or {@code {"status", "headers", "body" or "raw"}} */
    public CannedProvider(JsonNode answers) {
        answers.forEach(this.answers::add);
    }

    public synchronized Multi<byte[]> post(ProviderRequest request) {
        requests.add(MAPPER.valueToTree(request));
        JsonNode answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        boolean full = answer.has("status");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        answer.path("headers").properties().forEach(header -> headers.add(header.getKey(), header.getValue().asText()));
        request.answered(new Head(full ? answer.path("status").asInt() : 200, headers));
        byte[] body = bytes(full ? answer : MAPPER.createObjectNode().set("body", answer));
        int half = body.length / 2;
        return Multi.createFrom().items(Arrays.copyOfRange(body, 0, half),
                Arrays.copyOfRange(body, half, body.length));
    }

    private static byte[] bytes(JsonNode answer) {
        try {
            return answer.has("raw") ? answer.path("raw").textValue().getBytes(UTF_8)
                    : answer.has("body") ? MAPPER.writeValueAsBytes(answer.get("body")) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ProviderJson json() {
        return new ProviderJson(new Redactor(KEYS));
    }

    public static ProviderCall call(TimeSource time) {
        return new ProviderCall(time, Prices.load(), new CallMeter(new SimpleMeterRegistry()),
                new ResponseReader(new Redactor(KEYS), time), new BodyLimit(), UUID::randomUUID);
    }

    public static Endpoint endpoint(String provider) {
        return new Endpoint(URI.create("https://provider.example"), provider, KEYS.get(0), Duration.ofMinutes(1));
    }
}
