package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.tools.PythonVenv;
import dev.tavilypipeline.localstack.tools.ServerProcess;

/**
 * fakesnow's server, which speaks the protocol of Snowflake's driver and runs the SQL on a DuckDB of its own. It needs
 * Python 3.11.
 */
public final class FakeSnow implements AutoCloseable {

    /** The connector's next major version lacks a module that fakesnow imports. */
    private static final List<String> PACKAGES = List.of("fakesnow[server]==0.12.1", "snowflake-connector-python<5");
    private static final Path LOG = Path.of("target", "fakesnow-server.log");

    private final Path python;
    private final Path databases;
    private final int port = Ports.free();
    private ServerProcess server;

    private FakeSnow(Path python, Path databases) {
        this.python = python;
        this.databases = databases;
    }

    /** @param databases a folder, where what was written outlives a restart */
    public static FakeSnow start(Path databases) {
        FakeSnow fake = new FakeSnow(PythonVenv.of("fakesnow", PACKAGES).program("python"), databases);
        fake.start();
        return fake;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void start() {
        server = ServerProcess.start(port, LOG, List.of(python.toString(),
                Path.of("src/test/resources/fakesnow_server.py").toAbsolutePath().toString(), Integer.toString(port),
                databases.toString()));
    }

    public void kill() {
        server.kill();
    }

    /** It keeps its connections and accepts others, and answers none. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            Process sent = new ProcessBuilder("kill", name, Long.toString(server.pid())).start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("kill " + name + " ended with " + sent.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thaw();
        kill();
    }
}
