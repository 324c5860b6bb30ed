package dev.tavilypipeline.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.simulator.Simulator;
import dev.tavilypipeline.localstack.start.StartFailedException;

/**
 * The three parts, started together. Each can be stopped and started again while the others run; the simulator's
 * {@code GET /health} shows whether all are ready.
 */
public final class LocalStack implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final EmbeddedMongo mongo;
    private final Simulator simulator;

    private LocalStack(LocalStackSettings settings) {
        kafka = new EmbeddedKafka(settings.dataDir().resolve("kafka"), settings.kafkaPort());
        mongo = new EmbeddedMongo(settings.dataDir().resolve("mongodb"), settings.mongoPort());
        simulator = new Simulator(settings.simulatorPort(), settings.simulator(), this::missing);
    }

    /**
     * Returns when all is ready.
     *
     * @throws StartFailedException if a part cannot start, with nothing left running
     */
    public static LocalStack start(LocalStackSettings settings) {
        LocalStack stack = new LocalStack(settings);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedMongo mongo() {
        return mongo;
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        try (simulator; mongo; kafka) {
            // in reverse order; each is closed even if another fails
        }
    }

    /**
     * Starts the simulator first, because it serves the health check, then the others in parallel; returns when all have ended.
     */
    private void startAll() {
        simulator.start();
        List<CompletableFuture<Void>> starts = Stream.<Runnable> of(kafka::start, mongo::start)
                .map(part -> CompletableFuture.runAsync(part, task -> new Thread(task, "local-stack-start").start()))
                .toList();
        List<Throwable> failures = starts.stream().map(LocalStack::failureOf).flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            throw failures.get(0) instanceof StartFailedException failed
                    ? failed
                    : new StartFailedException("The local stack could not start: " + failures.get(0), failures.get(0));
        }
    }

    private static Optional<Throwable> failureOf(CompletableFuture<Void> start) {
        return start.handle((done, failure) -> Optional.ofNullable(failure)
                .map(wrapped -> wrapped instanceof CompletionException ? wrapped.getCause() : wrapped)).join();
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!kafka.isRunning()) {
            missing.add("kafka");
        }
        if (!mongo.isRunning()) {
            missing.add("mongodb");
        }
        return missing;
    }
}
