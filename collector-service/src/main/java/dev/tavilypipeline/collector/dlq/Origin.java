package dev.tavilypipeline.collector.dlq;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.contract.DeadLetterHeaders;

/** Which record a dead letter is a copy of; itself where the headers do not tell. */
record Origin(String topic, int partition, long offset) {

    static Origin of(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Origin(DeadLetterLog.sourceOf(record.topic()),
                    Integer.parseInt(DeadLetter.header(record, DeadLetterHeaders.PARTITION)),
                    Long.parseLong(DeadLetter.header(record, DeadLetterHeaders.OFFSET)));
        } catch (NumberFormatException e) {
            return new Origin(record.topic(), record.partition(), record.offset());
        }
    }
}
