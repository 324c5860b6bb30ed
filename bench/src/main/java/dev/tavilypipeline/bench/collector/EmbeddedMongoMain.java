package dev.tavilypipeline.bench.collector;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;

/** Runs the embedded MongoDB as a process, so that its processor time can be measured apart from Kafka's. */
final class EmbeddedMongoMain {

    private EmbeddedMongoMain() {
    }

    /** @param arguments its folder and its port */
    public static void main(String[] arguments) throws InterruptedException {
        new EmbeddedMongo(Path.of(arguments[0]), Integer.parseInt(arguments[1])).start();
        new CountDownLatch(1).await();
    }
}
