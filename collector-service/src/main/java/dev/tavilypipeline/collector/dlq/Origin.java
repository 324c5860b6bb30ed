package dev.tavilypipeline.collector.dlq;

import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.contract.DeadLetterHeaders;

/**
 * Which record a dead letter is a copy of; the dead letter itself where its headers do not say.
 *
 * @param content of the value: a topic that was created anew has other records at the same offsets
 */
record Origin(String topic, int partition, long offset, UUID content) {

    static Origin of(ConsumerRecord<byte[], byte[]> record) {
        UUID content = UUID.nameUUIDFromBytes(record.value() == null ? new byte[0] : record.value());
        try {
            return new Origin(DeadLetterLog.sourceOf(record.topic()),
                    Integer.parseInt(DeadLetter.header(record, DeadLetterHeaders.PARTITION)),
                    Long.parseLong(DeadLetter.header(record, DeadLetterHeaders.OFFSET)), content);
        } catch (NumberFormatException e) {
            return new Origin(record.topic(), record.partition(), record.offset(), content);
        }
    }

    /** The same for all copies of the record and for no other record. */
    String identity() {
        return topic + "-" + partition + "-" + offset + "-" + content;
    }
}
