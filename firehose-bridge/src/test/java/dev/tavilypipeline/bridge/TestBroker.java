package dev.tavilypipeline.bridge;

import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;

/**
 * The embedded broker under its own class loader: Kafka looks up parts of itself in the thread's, which within a Quarkus test
 * is
 * another one.
 */
final class TestBroker {

    private final EmbeddedKafka kafka;

    TestBroker(EmbeddedKafka kafka) {
        this.kafka = kafka;
    }

    void start() {
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        thread.setContextClassLoader(EmbeddedKafka.class.getClassLoader());
        try {
            kafka.start();
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    void stop() {
        kafka.stop();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }
}
