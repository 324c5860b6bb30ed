package dev.tavilypipeline.bridge.deliver.aws;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.tools.PythonVenv;
import dev.tavilypipeline.localstack.tools.ServerProcess;

/**
 * The server of moto, which speaks S3 and Firehose and knows nothing of this project. It needs Python.
 */
public final class MotoServer implements AutoCloseable {

    private static final List<String> PACKAGES = List.of("moto[s3]==5.2.5", "flask", "flask-cors");
    private static final Path LOG = Path.of("target", "moto-server.log");

    private final ServerProcess server;

    private MotoServer(ServerProcess server) {
        this.server = server;
    }

    public static MotoServer start() {
        String program = PythonVenv.of("moto", PACKAGES).program("moto_server").toString();
        int port = Ports.free();
        return new MotoServer(ServerProcess.start(port, LOG,
                List.of(program, "-H", "127.0.0.1", "-p", Integer.toString(port))));
    }

    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }
}
