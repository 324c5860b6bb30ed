package dev.tavilypipeline.kit.kafka;

import dev.tavilypipeline.kit.start.Allowed;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;

/** Where Kafka is. The platform reads it, here it is only checked; whether a broker answers there shows later. */
@Unremovable
@ConfigMapping(prefix = "pipeline.kafka")
interface KafkaSettings {

    String SERVER = "\\s*([A-Za-z_]+://)?(\\[[0-9A-Fa-f:.%]+]|[0-9A-Za-z._%-]+):[0-9]{1,5}\\s*";

    /** {@code PIPELINE_KAFKA_BOOTSTRAP_SERVERS} */
    @Allowed(pattern = SERVER + "(," + SERVER + ")*", fix = "give host:port, several with commas, such as localhost:9092")
    String bootstrapServers();

    /** Of the largest record that the service reads. A larger one goes to the dead letters without its value. */
    int maxRecordBytes();

    /** Of the records that one poll returns. The next poll returns the others. */
    long maxPollBytes();
}
