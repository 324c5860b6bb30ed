package dev.tavilypipeline.localstack.simulator;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tavilypipeline.localstack.knowledge.Knowledge;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * Tavily's search and an OpenAI-compatible model over HTTP, with the shapes of the real ones, a small set of real
 * companies, and configurable latency and failures.
 */
public final class Simulator implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 10;

    private final String host;
    private final int port;
    private final RequestLog log = new RequestLog();
    private final SeededFaults faults = new SeededFaults();
    private final Supplier<List<String>> missing;
    private volatile SimulatorSettings settings;
    private Vertx vertx;

    /** On the loopback interface alone, as the others. */
    public Simulator(int port, SimulatorSettings settings, Supplier<List<String>> missing) {
        this("127.0.0.1", port, settings, missing);
    }

    /**
     * @param host the address to listen on
     * @param missing the parts of the stack that are not ready, for {@code GET /health}
     */
    public Simulator(String host, int port, SimulatorSettings settings, Supplier<List<String>> missing) {
        this.host = host;
        this.port = port;
        this.settings = settings;
        this.missing = missing;
    }

    /** @throws StartFailedException if it cannot start, with nothing left running */
    public synchronized void start() {
        if (vertx != null) {
            return;
        }
        Ports.requireFree(port, "the simulator");
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            Knowledge knowledge = new Knowledge(Knowledge.companies());
            List<Provider> providers = List.of(new TavilyProvider(knowledge), new ChatProvider(knowledge));
            await(vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
                    .requestHandler(new SimulatorRoutes(vertx, this, providers))
                    .listen());
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    public synchronized void stop() {
        if (vertx != null) {
            Vertx stopping = vertx;
            vertx = null;
            await(stopping.close());
        }
    }

    /** Where to send {@code /search} and {@code /v1/chat/completions} on this machine. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The last {@value RequestLog#CAPACITY} requests, in the order in which they were answered. */
    public List<SimulatedRequest> requests() {
        return log.all();
    }

    /** Clears the log and the request counters, so that the same requests get the same answers again. */
    public void clearRequests() {
        log.clear();
        faults.reset();
    }

    public SimulatorSettings settings() {
        return settings;
    }

    /** Takes effect for the next request; requests in progress end as they began. */
    public void configure(SimulatorSettings changed) {
        settings = changed;
    }

    @Override
    public void close() {
        stop();
    }

    List<String> missing() {
        return missing.get();
    }

    void exchange(Vertx running, Provider provider, HttpServerRequest request) {
        ProviderExchange exchange = new ProviderExchange(running, provider, request, log);
        request.body().onSuccess(body -> exchange.answer(body, settings, faults));
    }

    private static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailedException("The simulator did not start or stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("The simulator's start or stop was interrupted.", e);
        }
    }
}
