package dev.tavilypipeline.bridge.deliver.aws;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.opentest4j.TestAbortedException;

import dev.tavilypipeline.localstack.start.Ports;

/**
 * moto's server, which speaks S3 and Firehose and knows nothing of this project. It is installed under {@code target} the first
 * time. Where there is no Python the test is skipped, and fails under {@code CI=true}, so that nobody believes it has run.
 */
public final class MotoServer implements AutoCloseable {

    private static final String VERSION = "5.2.5";
    private static final Path HOME = Path.of("target", "moto-" + VERSION).toAbsolutePath();
    private static final long TO_INSTALL_MINUTES = 8;

    private final Process process;
    private final int port;

    private MotoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static MotoServer start() {
        try {
            install();
            int port = Ports.free();
            MotoServer server = new MotoServer(process(List.of(HOME.resolve("bin/moto_server").toString(), "-H", "127.0.0.1",
                    "-p", Integer.toString(port)), "server.log"), port);
            await().atMost(Duration.ofSeconds(60)).until(server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static synchronized void install() throws IOException {
        Path done = HOME.resolve("installed");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(HOME);
        run("there is no Python with venv", List.of("python3", "-m", "venv", HOME.toString()));
        run("moto cannot be installed", List.of(HOME.resolve("bin/pip").toString(), "install", "--quiet",
                "moto[s3]==" + VERSION, "flask", "flask-cors"));
        Files.createFile(done);
    }

    private static void run(String otherwise, List<String> command) {
        try {
            Process process = process(command, "install.log");
            if (!process.waitFor(TO_INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw skipped(otherwise + ": " + HOME.resolve("install.log") + " tells why");
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
        Files.createDirectories(HOME);
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(HOME.resolve(log).toFile()))
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
