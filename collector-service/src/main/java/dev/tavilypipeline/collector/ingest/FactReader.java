package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Reads facts from records. Records that cannot be read, or not be stored, go to the dead letters before it returns. */
final class FactReader {

    private static final Logger LOG = Logger.getLogger(FactReader.class);

    private final DeadLetters deadLetters;
    private final Clock clock;
    private final MeterRegistry metrics;

    FactReader(DeadLetters deadLetters, Clock clock, MeterRegistry metrics) {
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.metrics = metrics;
    }

    FactBatch read(ConsumerRecords<byte[], byte[]> records) {
        FactBatch batch = new FactBatch(clock.instant());
        records.forEach(record -> read(record, batch));
        batch.warnOfClockSkew();
        return batch;
    }

    private void read(ConsumerRecord<byte[], byte[]> record, FactBatch batch) {
        try {
            batch.add(ReceivedFact.of(record));
        } catch (UnreadableRecordException e) {
            refuse(record, e.getMessage());
        } catch (RuntimeException e) {
            // it would fail again each time, and block all records behind it
            LOG.errorf(e, "record cannot be read topic=%s partition=%d offset=%d", record.topic(), record.partition(),
                    record.offset());
            refuse(record, "the collector failed to read it, see its log");
        }
    }

    /**
     * The agents refuse the same jobs. They send them to the dead letters, so that there is one dead letter of each. They read
     * cancellations and run events too, and pass over the unreadable ones, which are sent from here.
     */
    private void refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
        metrics.counter("pipeline.facts.unreadable", "topic", record.topic()).increment();
        if (record.topic().equals(Topics.RESEARCH_JOBS)) {
            LOG.warnf("job is unreadable, an agent sends it to the dead letters partition=%d offset=%d reason=\"%s\"",
                    record.partition(), record.offset(), reason);
        } else {
            deadLetters.send(record, reason).await().indefinitely();
        }
    }

    /** @param overflow facts that do not fit into their runs */
    void sendToDeadLetters(List<ConsumerRecord<byte[], byte[]>> overflow) {
        if (!overflow.isEmpty()) {
            Uni.join().all(overflow.stream()
                    .map(record -> deadLetters.send(record, "the fact does not fit: its run has as many as it may")).toList())
                    .andFailFast().await().indefinitely();
        }
    }
}
