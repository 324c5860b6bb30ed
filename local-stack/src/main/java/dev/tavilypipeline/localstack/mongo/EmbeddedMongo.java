package dev.tavilypipeline.localstack.mongo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import de.bwaldvogel.mongo.MongoServer;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;

/**
 * MongoDB's protocol over one file, listening on the loopback interface alone. A write that was acknowledged is in the file:
 * it is there after a {@code kill -9}, not necessarily after a power cut. There are no transactions, change streams, TTL
 * expiry, partial indexes or pipeline updates, and indexes that are not unique are accepted and not used.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private final Path dir;
    private final int port;
    private volatile MongoServer server;

    public EmbeddedMongo(Path dir, int port) {
        this.dir = dir;
        this.port = port;
    }

    /** @throws StartFailedException if it cannot start, with nothing left running */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Ports.requireFree(port, "MongoDB");
        MongoServer starting = new MongoServer(new CommittingBackend(DocumentFile.open(file())));
        // each connection stays with one thread, which also waits for the file
        starting.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, 4);
        server = starting;
    }

    /** Stops cleanly and compacts the file; {@link #start()} brings it back on the same port with the same data. */
    public synchronized void stop() {
        if (server != null) {
            MongoServer stopping = server;
            server = null;
            stopping.shutdownNow();
        }
    }

    public boolean isRunning() {
        return server != null;
    }

    /** The connection string. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }

    private Path file() {
        try {
            return Files.createDirectories(dir).resolve("documents.mv");
        } catch (IOException e) {
            throw new StartFailedException("MongoDB's folder " + dir + " could not be created: " + e.getMessage(), e);
        }
    }
}
