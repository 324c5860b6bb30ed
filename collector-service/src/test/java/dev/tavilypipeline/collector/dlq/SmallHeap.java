package dev.tavilypipeline.collector.dlq;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import dev.tavilypipeline.collector.store.RedriveStore;
import dev.tavilypipeline.kit.kafka.ClientSettings;

/** Lists and redrives as the collector does, in a JVM of its own with a small heap. */
final class SmallHeap {

    private static final int MIB = 40;
    private static final String ANSWER = "answer=";

    private SmallHeap() {
    }

    static String list(String bootstrapServers, String mongoUri) throws IOException, InterruptedException {
        return answer(bootstrapServers, mongoUri, "list");
    }

    static String redrive(String bootstrapServers, String mongoUri) throws IOException, InterruptedException {
        return answer(bootstrapServers, mongoUri, "redrive");
    }

    private static String answer(String bootstrapServers, String mongoUri, String command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("small-heap", ".log");
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MIB + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
                // the class path's other one keeps log records, and what they refer to, until Quarkus configures it
                "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
                "-cp", System.getProperty("java.class.path"), SmallHeap.class.getName(), bootstrapServers, mongoUri, command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        process.waitFor();
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith(ANSWER))
                .findFirst()
                .map(line -> line.substring(ANSWER.length()))
                .orElseThrow(() -> new AssertionError(command + " ended with " + process.exitValue() + ": " + output));
    }

    public static void main(String[] args) {
        Map<String, Object> config = Map.of("bootstrap.servers", args[0]);
        DeadLetterBeans beans = new DeadLetterBeans();
        try (Admin admin = Admin.create(ClientSettings.ofAdmin(config)); MongoClient mongo = MongoClients.create(args[1])) {
            RedriveStore store = new RedriveStore(mongo.getDatabase("test").getCollection("redrives"), Clock.systemUTC());
            DeadLetterLog log = beans.deadLetterLog(config, admin, store);
            System.out.println(ANSWER + (args[2].equals("list")
                    ? log.list(topic -> true, true, 1_000).entries().size()
                    : log.redrive(topic -> true, 10_000)));
        }
    }
}
