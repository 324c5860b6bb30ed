package dev.tavilypipeline.agent.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.agent.call.ProviderRequest.Head;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Posts JSON to one operation of a provider. Every status is an answer, and no redirect is followed. */
public final class ProviderClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Endpoint endpoint;
    private final String address;

    ProviderClient(HttpClient http, Endpoint endpoint, String operation) {
        this.http = http;
        this.endpoint = endpoint;
        this.address = endpoint.baseUrl() + operation;
    }

    /** @return the bytes of the body as they arrive; cancelling them closes the connection */
    public Multi<byte[]> post(ProviderRequest request) {
        return Multi.createFrom().emitter(bytes -> send(request, bytes), BackPressureStrategy.BUFFER);
    }

    private void send(ProviderRequest request, MultiEmitter<? super byte[]> bytes) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(address)
                .putHeader("Authorization", endpoint.authorization())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json");
        Buffer body = json(request);
        http.request(options)
                .onFailure(bytes::fail)
                .onSuccess(connected -> send(connected, body, request, bytes));
    }

    private static void send(HttpClientRequest connected, Buffer body, ProviderRequest request,
            MultiEmitter<? super byte[]> bytes) {
        bytes.onTermination(connected::reset); // changes nothing after the end of the response
        connected.send(body)
                .onFailure(bytes::fail)
                .onSuccess(response -> read(response, request, bytes));
    }

    private static void read(HttpClientResponse response, ProviderRequest request, MultiEmitter<? super byte[]> bytes) {
        request.answered(new Head(response.statusCode(), response.headers()));
        response.exceptionHandler(bytes::fail)
                .handler(chunk -> bytes.emit(chunk.getBytes()))
                .endHandler(end -> bytes.complete());
    }

    private static Buffer json(ProviderRequest request) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request cannot be written as JSON", e);
        }
    }
}
