package dev.tavilypipeline.agent.worker;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import dev.tavilypipeline.agent.admission.DailyBudget;
import dev.tavilypipeline.kit.kafka.ClientSettings;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.smallrye.common.annotation.Identifier;

/** Creates the reader of the history, with a consumer of its own that belongs to no group. */
@Singleton
class RunHistoryFactory {

    private final Map<String, Object> platform;
    private final DailyBudget budget;
    private final RetryForever retry;

    RunHistoryFactory(@Identifier("default-kafka-broker") Map<String, Object> platform, DailyBudget budget,
            RetryForever retry) {
        this.platform = platform;
        this.budget = budget;
        this.retry = retry;
    }

    OwnedHistories owned() {
        return new OwnedHistories(budget, InstantSource.system());
    }

    RunHistoryReader reader(OwnedHistories histories, BiConsumer<Integer, UUID> onCancellation) {
        return new RunHistoryReader(histories, this::consumer, onCancellation, budget, retry);
    }

    private Consumer<byte[], HistoryFact> consumer() {
        Map<String, Object> own = ClientSettings.ofConsumer(platform);
        own.keySet().removeIf(name -> name.equals(ConsumerConfig.GROUP_ID_CONFIG)
                || name.equals(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "agent-service-run-history");
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        // a fetch for each fact of a busy broker would be most of the work
        own.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 << 10);
        own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), HistoryFact.deserializer());
    }
}
