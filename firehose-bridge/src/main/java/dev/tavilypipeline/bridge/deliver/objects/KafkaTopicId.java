package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;

import dev.tavilypipeline.contract.Topics;

@ApplicationScoped
class KafkaTopicId implements TopicId {

    private static final int TIMEOUT_SECONDS = 10;

    private final Admin kafka;

    KafkaTopicId(Admin kafka) {
        this.kafka = kafka;
    }

    @Override
    public String read() throws IOException, InterruptedException {
        try {
            return kafka.describeTopics(List.of(Topics.RUN_ENVELOPES)).topicNameValues().get(Topics.RUN_ENVELOPES)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS).topicId().toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("kafka did not give the id of topic " + Topics.RUN_ENVELOPES, e);
        }
    }
}
