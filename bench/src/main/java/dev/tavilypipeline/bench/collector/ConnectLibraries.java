package dev.tavilypipeline.bench.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Service;

/** Kafka Connect and MongoDB's sink connector, which only this bench needs: Maven copies them into a folder once. */
record ConnectLibraries(Path folder) {

    private static final String CONNECTOR = "mongo-kafka-connect-";

    static ConnectLibraries installed() throws IOException {
        Path root = Service.projectRoot();
        ConnectLibraries libraries = new ConnectLibraries(root.resolve("bench/target/connect"));
        if (!Files.isDirectory(libraries.folder)) {
            copy(root);
        }
        return libraries;
    }

    private static void copy(Path root) throws IOException {
        Path log = Files.createTempFile("bench-connect", ".log");
        ProcessBuilder maven = new ProcessBuilder(root.resolve("mvnw").toString(), "-B", "-ntp", "-Pbench-collector", "-pl",
                "bench/connect", "package");
        maven.directory(root.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        System.out.println("Fetching Kafka Connect and MongoDB's sink connector (log: " + log + ")");
        if (ChildProcess.start(maven, log).waitFor() != 0) {
            throw new IllegalStateException("Kafka Connect or MongoDB's sink connector could not be fetched: " + log
                    + " says why.");
        }
        Files.delete(log);
    }

    String classpath() {
        return folder.resolve("*").toString();
    }

    String connectorVersion() throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith(CONNECTOR))
                    .map(name -> name.substring(CONNECTOR.length(), name.length() - ".jar".length()))
                    .findFirst().orElse("");
        }
    }
}
