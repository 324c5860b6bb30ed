package dev.tavilypipeline.localstack;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.AdminClientConfig;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.kafka.ContractTopics;
import dev.tavilypipeline.localstack.start.Environment;
import dev.tavilypipeline.localstack.start.SettingRefusedException;
import dev.tavilypipeline.localstack.start.StartFailedException;

/** Creates the topics on another Kafka. Running it again changes nothing, or brings the settings up to date. */
final class TopicsCommand {

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_SECONDS = 3;
    /** Others wait for the topics of a Kafka that is just starting. */
    private static final String RECONNECT_MAX_MS = "250";

    private TopicsCommand() {
    }

    /**
     * @param variables {@code PIPELINE_KAFKA_BOOTSTRAP_SERVERS}, {@code PIPELINE_KAFKA_REPLICATION}, and {@code KAFKA_…} for
     *        settings of the client, such as {@code KAFKA_SECURITY_PROTOCOL}
     * @throws StartFailedException if Kafka cannot be reached, or refuses
     */
    @SuppressWarnings("SystemOut") // standard output is this program's interface
    static void run(Map<String, String> variables) throws InterruptedException {
        Map<String, Object> client = client(variables);
        short replication = replication(variables);
        for (int attempt = 1;; attempt++) {
            try {
                ContractTopics.create(client, replication);
                System.out.println("topics ready: " + Topics.ALL.stream().map(Topics.Topic::name).toList());
                return;
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw new StartFailedException(e.getMessage(), e);
                }
                System.out.println("trying again in " + PAUSE_SECONDS + " s: " + e.getMessage());
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        }
    }

    static Map<String, Object> client(Map<String, String> variables) {
        Map<String, Object> client = new HashMap<>();
        client.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX_MS);
        for (String name : AdminClientConfig.configNames()) {
            String value = variables.getOrDefault("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), "");
            if (!value.isEmpty()) {
                client.put(name, value);
            }
        }
        String servers = variables.getOrDefault("PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "");
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.isEmpty() ? "localhost:9092" : servers);
        return client;
    }

    private static short replication(Map<String, String> variables) {
        long replication = new Environment(variables).number("PIPELINE_KAFKA_REPLICATION", ContractTopics.DEFAULT_REPLICATION);
        if (replication != ContractTopics.DEFAULT_REPLICATION && (replication < 1 || replication > 100)) {
            throw new SettingRefusedException("PIPELINE_KAFKA_REPLICATION is '" + replication
                    + "': set it to the number of brokers that keep each record, 3 where there are as many.");
        }
        return (short) replication;
    }
}
