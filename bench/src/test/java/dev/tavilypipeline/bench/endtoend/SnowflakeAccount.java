package dev.tavilypipeline.bench.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.tools.PythonVenv;
import dev.tavilypipeline.localstack.tools.ServerProcess;

/** A stand-in for an account with Snowpipe, which {@code account.py} describes. It needs Python 3.11. */
public final class SnowflakeAccount implements AutoCloseable {

    private static final List<String> PACKAGES = List.of("fakesnow[server]==0.12.1", "snowflake-connector-python<5");
    private static final String SCRIPT = "bench/src/test/resources/snowpipe/account.py";
    private static final String LOADED = "loaded ";

    private final ServerProcess server;
    private final Path log;

    private SnowflakeAccount(ServerProcess server, Path log) {
        this.server = server;
        this.log = log;
    }

    /** @param queue that gets the events of the bucket's new objects */
    static SnowflakeAccount start(URI aws, String bucket, String queue, Path log) {
        return start("127.0.0.1", log, aws.toString(), bucket, queue);
    }

    /**
     * With the objects that a bucket has now.
     *
     * @param host the address of this machine that the containers reach
     */
    public static SnowflakeAccount withObjects(String host, URI aws, String bucket, Path log) {
        return start(host, log, aws.toString(), bucket);
    }

    private static SnowflakeAccount start(String host, Path log, String... objects) {
        String python = PythonVenv.of("fakesnow", PACKAGES).program("python").toString();
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(python, Service.projectRoot().resolve(SCRIPT).toString(), host,
                Integer.toString(port), Service.projectRoot().toString()));
        command.addAll(List.of(objects));
        return new SnowflakeAccount(ServerProcess.start(host, port, log, command), log);
    }

    /** For analytics-service. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("SNOWFLAKE_ACCOUNT", "org-account");
        settings.put("SNOWFLAKE_URL", server.uri().toString());
        settings.put("SNOWFLAKE_USER", "test");
        settings.put("SNOWFLAKE_PASSWORD", "test");
        settings.put("SNOWFLAKE_WAREHOUSE", "wh");
        settings.put("SNOWFLAKE_DATABASE", "TAVILY_PIPELINE");
        settings.put("SNOWFLAKE_SCHEMA", "ANALYTICS");
        settings.put("PIPELINE_WAREHOUSE_FALLBACK", "none");
        return settings;
    }

    /** The keys of the objects that were loaded, in that order. */
    List<String> loaded() {
        try {
            return Files.readAllLines(log).stream().filter(line -> line.startsWith(LOADED))
                    .map(line -> line.substring(LOADED.length())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
