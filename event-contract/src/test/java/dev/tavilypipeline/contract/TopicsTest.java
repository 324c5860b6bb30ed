package dev.tavilypipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.Topics.Topic;

class TopicsTest {

    @Test
    void shouldDeclareEveryTopicWithItsDeadLetters() {
        assertThat(Topics.ALL.stream().collect(Collectors.toMap(Topic::name, Topic::retention))).containsOnly(
                entry("research.jobs", Duration.ofDays(30)),
                entry("research.jobs.dlq", Duration.ofDays(90)),
                entry("research.cancellations", Duration.ofDays(30)),
                entry("research.cancellations.dlq", Duration.ofDays(90)),
                entry("run.events", Duration.ofDays(30)),
                entry("run.events.dlq", Duration.ofDays(90)),
                entry("run.envelopes", Duration.ofDays(14)),
                entry("run.envelopes.dlq", Duration.ofDays(90)));
        assertThat(Topics.PARTITIONS).isEqualTo(12);
    }

    @Test
    void shouldKeepEveryRecordUntilItsTimeIsUp() {
        assertThat(Topics.ALL).allSatisfy(topic -> assertThat(topic.config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", Long.toString(topic.retention().toMillis())));
    }

    @Test
    void shouldTakeTheLargestRecord() {
        Function<Topic, Integer> largestBatch = topic -> Integer.valueOf(topic.config().get("max.message.bytes"));

        assertThat(Topics.ALL).extracting(largestBatch).allSatisfy(bytes -> assertThat(bytes).isGreaterThan(4 * 1024 * 1024));
    }

    @Test
    void shouldNameTheDeadLettersAfterTheirTopic() {
        assertThat(Topics.deadLettersOf(Topics.RUN_EVENTS)).isEqualTo("run.events.dlq");
    }
}
