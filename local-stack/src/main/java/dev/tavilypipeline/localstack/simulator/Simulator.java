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
 * Tavily's search and an OpenAI-compatible model over HTTP, with the shapes of the real ones, a small knowledge of real
 * companies, and the latency and failures that its settings ask for.
 */
public final class Simulator implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final int port;
    private final RequestLog log = new RequestLog();
    private final Chance chance = new Chance();
    private final Supplier<List<String>> missing;
    private volatile SimulatorSettings settings;
    private Vertx vertx;

    /** @param missing the parts of the stack that {@code GET /health} has to wait for; none when all is ready */
    public Simulator(int port, SimulatorSettings settings, Supplier<List<String>> missing) {
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
            await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
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

    /** Where to send {@code /search} and {@code /v1/chat/completions}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The last {@value RequestLog#CAPACITY} requests, in the order in which they were answered. */
    public List<SimulatedRequest> requests() {
        return log.all();
    }

    /** Forgets them, and how often each question was asked, so that the same questions meet the same answers again. */
    public void clearRequests() {
        log.clear();
        chance.forget();
    }

    public SimulatorSettings settings() {
        return settings;
    }

    /** From now on; requests under way end as they began. */
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
        request.body().onSuccess(body -> exchange.answer(body, settings, chance));
    }

    private static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailedException("The simulator did not start or stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("The simulator's start or stop was interrupted.", e);
        }
    }
}
