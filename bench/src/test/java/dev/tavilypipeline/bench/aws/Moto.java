package dev.tavilypipeline.bench.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.tools.DeploymentTools;
import dev.tavilypipeline.localstack.start.Ports;

/** The server of moto, which plays AWS, and the script that makes the stack there. */
final class Moto implements AutoCloseable {

    private static final Path RESOURCES = Service.projectRoot().resolve("bench/src/test/resources/aws");

    private final Process process;
    private final int port;

    private Moto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Moto start(Path log) throws IOException {
        int port = Ports.free();
        Moto moto = new Moto(new ProcessBuilder(DeploymentTools.python("moto_server"), "-H", "127.0.0.1", "-p",
                Integer.toString(port)).redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
        await().atMost(Duration.ofSeconds(60)).until(moto::answers);
        return moto;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What the stack consists of. */
    JsonNode create(Path template) throws IOException {
        return script("create", template.toString());
    }

    /** Objects of the bucket by key, and the keys that the queue was notified of since the last call. */
    JsonNode read(String bucket) throws IOException {
        return script("read", bucket);
    }

    private JsonNode script(String command, String argument) throws IOException {
        Command.Result result = Command.run(RESOURCES, DeploymentTools.python("python"), "stack.py", uri().toString(), command,
                argument);
        assertThat(result.status()).as(result.errors()).isZero();
        return Json.tree(result.output());
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
