package dev.tavilypipeline.bridge.deliver.aws;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.opentest4j.TestAbortedException;

import dev.tavilypipeline.localstack.start.Ports;

/**
 * The server of moto, which speaks S3 and Firehose and knows nothing of this project. The first test of a machine installs it
 * into the user's cache folder. A machine without Python skips the test; with {@code CI=true} the test fails there.
 */
public final class MotoServer implements AutoCloseable {

    private static final String VERSION = "5.2.5";
    private static final Path LOGS = Path.of("target").toAbsolutePath();
    private static final long INSTALL_TIMEOUT_MINUTES = 8;

    private final Process process;
    private final int port;

    private MotoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static MotoServer start() {
        try {
            Path python = install();
            int port = Ports.free();
            MotoServer server = new MotoServer(process(List.of(python.resolveSibling("moto_server").toString(), "-H",
                    "127.0.0.1", "-p", Integer.toString(port)), "moto-server.log"), port);
            await().atMost(Duration.ofSeconds(60)).until(server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Installs moto unless it is there. A lock lets two builds share the folder.
     *
     * @return the interpreter of the virtual environment
     */
    private static synchronized Path install() throws IOException {
        Path cache = Files.createDirectories(cacheFolder());
        Path home = cache.resolve("moto-" + VERSION + "-python" + pythonVersion());
        Path python = home.resolve("bin/python");
        Path complete = home.resolve("complete");
        try (FileChannel untilClosed = FileChannel.open(cache.resolve("moto.lock"), CREATE, WRITE)) {
            untilClosed.lock();
            if (!Files.exists(complete) || !Files.isExecutable(python)) {
                run("there is no Python with venv", List.of("python3", "-m", "venv", "--clear", home.toString()));
                run("moto cannot be installed", List.of(python.toString(), "-m", "pip", "install", "--quiet",
                        "moto[s3]==" + VERSION, "flask", "flask-cors"));
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
        run("there is no Python", List.of("python3", "-c",
                "import platform; open('" + LOGS.resolve("python.version") + "', 'w').write(platform.python_version())"));
        return Files.readString(LOGS.resolve("python.version"));
    }

    private static void run(String otherwise, List<String> command) {
        try {
            Process process = process(command, "moto-install.log");
            if (!process.waitFor(INSTALL_TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw skipped(otherwise + ": see " + LOGS.resolve("moto-install.log"));
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
        process.destroy();
    }
}
