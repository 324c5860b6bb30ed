package dev.tavilypipeline.collector.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.collector.projection.Fact;

/** A fact and the record that it was read from. */
record ReceivedFact(Fact fact, ConsumerRecord<byte[], byte[]> record) {

    /** {@code topic-partition-offset}. */
    String position() {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }
}
