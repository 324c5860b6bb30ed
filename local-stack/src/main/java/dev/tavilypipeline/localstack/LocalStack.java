package dev.tavilypipeline.localstack;

import java.util.ArrayList;
import java.util.List;

import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.simulator.Simulator;
import dev.tavilypipeline.localstack.start.StartFailedException;

/**
 * The three parts, started together. Each may be stopped and started again while the others go on; the simulator's
 * {@code GET /health} tells whether all are there.
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
            stack.simulator.start();
            stack.mongo.start();
            stack.kafka.start();
            return stack;
        } catch (RuntimeException | Error e) {
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
        kafka.close();
        mongo.close();
        simulator.close();
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
