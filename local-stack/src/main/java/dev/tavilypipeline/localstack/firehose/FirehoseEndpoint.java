package dev.tavilypipeline.localstack.firehose;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * Firehose's PutRecordBatch and DescribeDeliveryStream over HTTP on the loopback interface. Streams must be
 * created before they accept records. Credentials are ignored.
 */
public final class FirehoseEndpoint implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 10;

    private final int port = Ports.free();
    private final Accepted accepted = new Accepted();
    private final List<Fault.Refusal> limitsBroken = new CopyOnWriteArrayList<>();
    private final Set<String> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Function<PutCall, Fault> faults = call -> Fault.NONE;
    private Vertx vertx;

    public FirehoseEndpoint start() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen());
        return this;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void make(String... names) {
        streams.addAll(List.of(names));
    }

    public void delete(String name) {
        streams.remove(name);
    }

    /** Sets which fault each call has from now on; evaluated once a call, in the order of their numbers. */
    public void meet(Function<PutCall, Fault> plan) {
        faults = plan;
    }

    /** The lines of all records that a stream has accepted, each as often as it was. */
    public List<String> lines(String stream) {
        return accepted.lines(stream);
    }

    public List<PutCall.Payload> records(String stream) {
        return accepted.of(stream);
    }

    /** The number of PutRecordBatch calls. */
    public int calls() {
        return calls.get();
    }

    /** The calls that AWS would have refused, whatever the planned faults. */
    public List<Fault.Refusal> limitsBroken() {
        return List.copyOf(limitsBroken);
    }

    /** Removes all accepted records. */
    public void clear() {
        accepted.clear();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        try {
            String target = String.valueOf(request.getHeader("X-Amz-Target"));
            JsonNode document = FirehoseJson.read(body.getBytes());
            String stream = document.path("DeliveryStreamName").asText();
            if (!streams.contains(stream)) {
                send(request, 400, FirehoseJson.error("ResourceNotFoundException", "Firehose " + stream + " not found."));
            } else if (target.endsWith(".DescribeDeliveryStream")) {
                send(request, 200, FirehoseJson.description(stream));
            } else {
                put(request, FirehoseJson.call(calls.incrementAndGet(), document));
            }
        } catch (IOException e) {
            send(request, 400, FirehoseJson.error("SerializationException", String.valueOf(e.getMessage())));
        }
    }

    private void put(HttpServerRequest request, PutCall call) {
        Fault planned = faults.apply(call);
        Fault fault = Limits.refusal(call).<Fault> map(refusal -> {
            limitsBroken.add(refusal);
            return refusal;
        }).orElse(planned);
        if (fault instanceof Fault.Refusal refusal) {
            send(request, refusal.status(), FirehoseJson.error(refusal.code(), refusal.message()));
        } else if (fault instanceof Fault.Partial partial) {
            partly(request, call, partial);
        } else if (fault instanceof Fault.Dropped dropped && !dropped.afterAccepting()) {
            request.connection().close();
        } else {
            accepted.add(call.stream(), call.records());
            acceptedBut(request, call, fault);
        }
    }

    private void partly(HttpServerRequest request, PutCall call, Fault.Partial partial) {
        int all = call.records().size();
        int failing = Math.min(all, partial.records());
        Set<Integer> failed = IntStream.range(0, failing).mapToObj(i -> (int) ((long) i * all / failing))
                .collect(Collectors.toSet());
        accepted.add(call.stream(), IntStream.range(0, all).filter(i -> !failed.contains(i)).mapToObj(call.records()::get)
                .toList());
        send(request, 200, FirehoseJson.batchAnswer(all, failed, partial.code()));
    }

    private void acceptedBut(HttpServerRequest request, PutCall call, Fault fault) {
        String well = FirehoseJson.batchAnswer(call.records().size(), Set.of(), "");
        if (fault instanceof Fault.FailureAfterAccepting failure) {
            send(request, failure.status(), FirehoseJson.error(failure.code(), "Something went wrong."));
        } else if (fault instanceof Fault.Dropped) {
            request.connection().close();
        } else if (fault instanceof Fault.Slow slow) {
            vertx.setTimer(Math.max(1, slow.by().toMillis()), elapsed -> send(request, 200, well));
        } else {
            send(request, 200, well);
        }
    }

    private static void send(HttpServerRequest request, int status, String json) {
        if (!request.response().closed()) {
            request.response().setStatusCode(status).putHeader("Content-Type", "application/x-amz-json-1.1")
                    .putHeader("x-amzn-RequestId", "local").end(json);
        }
    }

    @Override
    public void close() {
        if (vertx != null) {
            await(vertx.close());
            vertx = null;
        }
    }

    private static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailedException("The Firehose endpoint did not start or stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("The Firehose endpoint's start or stop was interrupted.", e);
        }
    }
}
