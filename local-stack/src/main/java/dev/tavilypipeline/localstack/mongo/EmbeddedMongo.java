package dev.tavilypipeline.localstack.mongo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

import org.h2.mvstore.MVStore;

import de.bwaldvogel.mongo.MongoServer;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;

/**
 * MongoDB's protocol over one file, listening on the loopback interface alone. A write that was acknowledged is in the file:
 * it is there after a {@code kill -9}, not necessarily after a power cut. Indexes serve equal values, {@code $in}, ranges,
 * sorts
 * and limits, joined by {@code $and}; {@code $or} is not served by indexes, a unique index refuses lists. There are no
 * transactions, change streams, TTL expiry, partial indexes or pipeline updates.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private static final int WORKERS = 4;
    private static final Duration COMPACTED_EVERY = Duration.ofSeconds(1);

    private final Path dir;
    private final int port;
    private volatile MongoServer server;
    private Timer housekeeping;

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
        MVStore store = file().open();
        try {
            CommittingBackend backend = new CommittingBackend(store);
            server = listening(backend);
            housekeeping = housekeeping(backend);
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw new StartFailedException("MongoDB could not start on its folder " + dir + ": " + e.getMessage(), e);
        }
    }

    /** Stops cleanly and compacts the file; {@link #start()} brings it back on the same port with the same data. */
    public synchronized void stop() {
        if (server != null) {
            MongoServer stopping = server;
            server = null;
            housekeeping.cancel();
            stopping.shutdownNow();
            file().compact();
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

    private MongoServer listening(CommittingBackend backend) {
        MongoServer listening = new MongoServer(backend);
        // each connection has one thread, which also waits for the file
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, WORKERS);
        return listening;
    }

    private static Timer housekeeping(CommittingBackend backend) {
        Timer timer = new Timer("mongodb-compaction", true);
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                backend.compact();
            }
        }, COMPACTED_EVERY.toMillis(), COMPACTED_EVERY.toMillis());
        return timer;
    }

    private DocumentFile file() {
        try {
            return new DocumentFile(Files.createDirectories(dir).resolve("documents.mv"));
        } catch (IOException e) {
            throw new StartFailedException("MongoDB's folder " + dir + " could not be created: " + e.getMessage(), e);
        }
    }
}
