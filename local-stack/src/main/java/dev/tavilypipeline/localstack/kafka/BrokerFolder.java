package dev.tavilypipeline.localstack.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

import dev.tavilypipeline.localstack.start.StartFailedException;

/** Formats the folder of a broker, once, before its first start. */
final class BrokerFolder {

    private BrokerFolder() {
    }

    static void format(Path dir) {
        // written last, so a half formatted folder is formatted again
        if (Files.exists(dir.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(dir);
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerConfig.NODE_ID)
                    .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(dir.toString())
                    .addDirectory(dir.toString())
                    .run();
        } catch (Exception e) { // what Kafka's formatter declares
            throw new StartFailedException("Kafka's folder " + dir + " could not be prepared: " + e.getMessage(), e);
        }
    }
}
