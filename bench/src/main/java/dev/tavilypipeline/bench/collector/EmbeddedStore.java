package dev.tavilypipeline.bench.collector;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;

/** The embedded MongoDB as a process of its own, so that its processor time is told apart from Kafka's. */
final class EmbeddedStore {

    private EmbeddedStore() {
    }

    /** @param arguments its folder and its port */
    public static void main(String[] arguments) throws InterruptedException {
        new EmbeddedMongo(Path.of(arguments[0]), Integer.parseInt(arguments[1])).start();
        new CountDownLatch(1).await();
    }
}
