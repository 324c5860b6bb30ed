package dev.tavilypipeline.collector.dlq;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.Producer;

/** The log of dead letters as the collector has it, in a JVM of its own that holds little. */
final class SmallHeap {

    private static final int MIB = 40;
    private static final String ANSWER = "answer=";

    private SmallHeap() {
    }

    static String list(String bootstrapServers) throws IOException, InterruptedException {
        return answer(bootstrapServers, "list");
    }

    static String redrive(String bootstrapServers) throws IOException, InterruptedException {
        return answer(bootstrapServers, "redrive");
    }

    private static String answer(String bootstrapServers, String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("small-heap", ".log");
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MIB + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
                // the class path's other one keeps what it is told until Quarkus configures it, records in hand among it
                "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
                "-cp", System.getProperty("java.class.path"), SmallHeap.class.getName(), bootstrapServers, command))
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
        try (Producer<byte[], byte[]> producer = beans.producer(config)) {
            DeadLetterLog log = beans.deadLetterLog(config, producer);
            System.out.println(ANSWER + (args[1].equals("list")
                    ? log.list(topic -> true, true, 1_000).entries().size()
                    : log.redrive(topic -> true, 10_000)));
        }
    }
}
