package dev.tavilypipeline.analytics.warehouse.snowflake;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.opentest4j.TestAbortedException;

import dev.tavilypipeline.localstack.start.Ports;

/**
 * fakesnow's server, which speaks the protocol of Snowflake's driver and runs the SQL on a DuckDB of its own. The first test of
 * a machine installs it into the user's cache folder. A machine without Python 3.11 skips the test; with {@code CI=true} the
 * test fails there.
 */
public final class FakeSnow implements AutoCloseable {

    private static final String VERSION = "0.12.1";
    private static final Path LOGS = Path.of("target").toAbsolutePath();
    private static final long INSTALL_TIMEOUT_MINUTES = 8;

    private final Path python;
    private final Path databases;
    private final int port = Ports.free();
    private Process process;

    private FakeSnow(Path python, Path databases) {
        this.python = python;
        this.databases = databases;
    }

    /** @param databases a folder, where what was written outlives a restart */
    public static FakeSnow start(Path databases) {
        try {
            FakeSnow server = new FakeSnow(install(), databases);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void start() {
        try {
            process = process(
                    List.of(python.toString(), Path.of("src/test/resources/fakesnow_server.py").toAbsolutePath().toString(),
                            Integer.toString(port), databases.toString()),
                    "fakesnow-server.log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** It keeps its connections and accepts others, and answers none. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        run("there is no kill", List.of("kill", name, Long.toString(process.pid())));
    }

    private static synchronized Path install() throws IOException {
        Path cache = Files.createDirectories(cacheFolder());
        Path home = cache.resolve("fakesnow-" + VERSION + "-python" + pythonVersion());
        Path python = home.resolve("bin/python");
        Path complete = home.resolve("complete");
        try (FileChannel untilClosed = FileChannel.open(cache.resolve("fakesnow.lock"), CREATE, WRITE)) {
            untilClosed.lock();
            if (!Files.exists(complete) || !Files.isExecutable(python)) {
                run("there is no Python with venv", List.of("python3", "-m", "venv", "--clear", home.toString()));
                // the connector's next major version lacks a module that fakesnow imports
                run("fakesnow cannot be installed", List.of(python.toString(), "-m", "pip", "install", "--quiet",
                        "fakesnow[server]==" + VERSION, "snowflake-connector-python<5"));
                Files.createFile(complete);
            }
        }
        return python;
    }

    private static Path cacheFolder() {
        String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return (configured.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(configured))
                .resolve("tavily-data-pipeline");
    }

    /** A virtual environment works only with the Python that it was made with. */
    private static String pythonVersion() throws IOException {
        Path version = LOGS.resolve("python.version");
        run("there is no Python", List.of("python3", "-c",
                "import platform; open('" + version + "', 'w').write(platform.python_version())"));
        return Files.readString(version);
    }

    private static void run(String otherwise, List<String> command) {
        try {
            Process process = process(command, "fakesnow-install.log");
            if (!process.waitFor(INSTALL_TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw skipped(otherwise + ": see " + LOGS.resolve("fakesnow-install.log"));
            }
        } catch (IOException e) {
            throw skipped(otherwise + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException skipped(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI=true, and this test cannot run: " + reason);
        }
        return new TestAbortedException(reason);
    }

    private static Process process(List<String> command, String log) throws IOException {
        Files.createDirectories(LOGS);
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOGS.resolve(log).toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        thaw();
        kill();
    }
}
