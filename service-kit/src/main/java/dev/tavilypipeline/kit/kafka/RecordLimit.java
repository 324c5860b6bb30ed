package dev.tavilypipeline.kit.kafka;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;

/** The largest record that this process holds. It is static because Kafka's clients have no place to pass it on. */
@ApplicationScoped
class RecordLimit {

    private static volatile int bytes = Topics.MAX_BATCH_BYTES;

    static int bytes() {
        return bytes;
    }

    /** @throws IllegalStateException if the build has left Kafka's own {@link Compression} in the service */
    void start(@Observes @Priority(StartOrder.SETTINGS) StartupEvent event, KafkaSettings settings) {
        bytes = settings.maxRecordBytes();
        // tests load Kafka's classes and ours apart, with Kafka's own Compression
        if (LaunchMode.current() == LaunchMode.NORMAL
                && !(Compression.of(CompressionType.ZSTD).build() instanceof BoundedCompression)) {
            throw new IllegalStateException("the size of unpacked records is not limited, because kafka-clients still contains"
                    + " its own Compression: see quarkus.class-loading.removed-resources");
        }
    }
}
