package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.ClientSettings;
import io.smallrye.common.annotation.Identifier;

/** Needed so seldom that each read opens a connection of its own. */
@ApplicationScoped
class KafkaTopicId implements TopicId {

    private static final int TIMEOUT_SECONDS = 10;

    private final Map<String, Object> adminConfig;

    KafkaTopicId(@Identifier("default-kafka-broker") Map<String, Object> kafkaConfig) {
        this.adminConfig = ClientSettings.ofAdmin(kafkaConfig);
    }

    @Override
    public String read() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(adminConfig)) {
            return admin.describeTopics(List.of(Topics.RUN_ENVELOPES)).topicNameValues().get(Topics.RUN_ENVELOPES)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS).topicId().toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("kafka did not give the id of topic " + Topics.RUN_ENVELOPES, e);
        }
    }
}
