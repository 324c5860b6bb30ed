package dev.tavilypipeline.localstack.kafka;

import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.common.utils.Time;

import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/**
 * Apache Kafka itself, broker and controller in this process, listening on the loopback interface alone. Topics, records and
 * committed offsets survive restarts and kills in its folder.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final Path dir;
    private final int port;
    private KafkaRaftServer server;
    private volatile boolean ready;

    public EmbeddedKafka(Path dir, int port) {
        this.dir = dir;
        this.port = port;
    }

    /**
     * Returns when every topic of the contract exists and each of its partitions has a leader, so that the
     * first record can be sent immediately.
     *
     * @throws StartFailedException if it cannot start, with nothing left running
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Ports.requireFree(port, "Kafka");
        BrokerFolder.format(dir);
        // Kafka loads classes by name through the thread: in a test framework's class loader it would find them twice
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(KafkaRaftServer.class.getClassLoader());
        try {
            server = new KafkaRaftServer(new KafkaConfig(BrokerConfig.of(dir, port, controllerPort())), Time.SYSTEM);
            server.startup();
            ContractTopics.create(Map.of("bootstrap.servers", bootstrapServers()), (short) 1);
            ready = true;
        } catch (Exception e) { // Scala declares none of what it throws
            stop();
            throw new StartFailedException("Kafka could not start on its folder " + dir + ": " + e.getMessage(), e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private int controllerPort() {
        return Ports.free(2).stream().filter(free -> free != port).findFirst().orElseThrow();
    }

    /** Stops cleanly; {@link #start()} brings it back on the same port with the same data. */
    public synchronized void stop() {
        ready = false;
        if (server != null) {
            KafkaRaftServer stopping = server;
            server = null;
            stopping.shutdown();
            stopping.awaitShutdown();
        }
    }

    public boolean isRunning() {
        return ready;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }
}
