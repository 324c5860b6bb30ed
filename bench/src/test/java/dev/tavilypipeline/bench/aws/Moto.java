package dev.tavilypipeline.bench.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.tools.DeploymentTools;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.tools.ServerProcess;

/** The server of moto, which plays AWS, and the script that makes the stack there. */
public final class Moto implements AutoCloseable {

    private static final Path RESOURCES = Service.projectRoot().resolve("bench/src/test/resources/aws");

    private final ServerProcess server;

    private Moto(ServerProcess server) {
        this.server = server;
    }

    public static Moto start(Path log) throws IOException {
        int port = Ports.free();
        return new Moto(ServerProcess.start(port, log, List.of(DeploymentTools.python("moto_server"), "-H", "127.0.0.1", "-p",
                Integer.toString(port))));
    }

    public URI uri() {
        return server.uri();
    }

    /** What the stack consists of. */
    public JsonNode create(Path template) throws IOException {
        return script("create", template.toString());
    }

    /** Objects of the bucket by key, and the keys that the queue was notified of since the last call. */
    public JsonNode read(String bucket) throws IOException {
        return script("read", bucket);
    }

    private JsonNode script(String command, String argument) throws IOException {
        Command.Result result = Command.run(RESOURCES, DeploymentTools.python("python"), "stack.py", uri().toString(), command,
                argument);
        assertThat(result.status()).as(result.errors()).isZero();
        return Json.tree(result.output());
    }

    @Override
    public void close() {
        server.close();
    }
}
