package dev.tavilypipeline.localstack.tools;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of another maker that a test has started on this machine. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final Process process;
    private final String host;
    private final int port;

    private ServerProcess(Process process, String host, int port) {
        this.process = process;
        this.host = host;
        this.port = port;
    }

    /**
     * Returns when the server accepts connections.
     *
     * @param port that the command makes it listen on
     * @param log what the server prints is added to this file
     * @throws IllegalStateException if it ends, or is not there after two minutes
     */
    public static ServerProcess start(int port, Path log, List<String> command) {
        return start("127.0.0.1", port, log, command);
    }

    /** @param host an address of this machine, to which the command binds */
    public static ServerProcess start(String host, int port, Path log, List<String> command) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ServerProcess server = new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start(), host, port);
            server.awaitConnection(log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitConnection(Path log) {
        long start = System.nanoTime();
        try {
            while (!accepts()) {
                if (!process.isAlive() || System.nanoTime() - start > START_TIMEOUT.toNanos()) {
                    kill();
                    throw new IllegalStateException("the server has not started: see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public URI uri() {
        return URI.create("http://" + host + ":" + port);
    }

    public long pid() {
        return process.pid();
    }

    /** Returns when it has ended. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Returns when it has ended and so writes no more files: SIGTERM, and SIGKILL if it still runs ten seconds later. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
