package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.ClientSettings;
import io.smallrye.common.annotation.Identifier;

/** Needed so seldom that each refresh opens a connection of its own. */
@ApplicationScoped
class KafkaTopicId implements TopicId {

    private static final int TIMEOUT_SECONDS = 10;

    private final Map<String, Object> adminConfig;
    private volatile String known;

    KafkaTopicId(@Identifier("default-kafka-broker") Map<String, Object> kafkaConfig) {
        this.adminConfig = ClientSettings.ofAdmin(kafkaConfig);
    }

    @Override
    public String known() throws IOException {
        String id = known;
        return id == null ? refresh() : id;
    }

    @Override
    public String refresh() throws IOException {
        try (Admin admin = Admin.create(adminConfig)) {
            TopicDescription topic = admin.describeTopics(List.of(Topics.RUN_ENVELOPES)).topicNameValues()
                    .get(Topics.RUN_ENVELOPES).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            known = topic.topicId().toString();
            return known;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("kafka did not give the id of topic " + Topics.RUN_ENVELOPES, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading a topic's id from kafka");
        }
    }
}
